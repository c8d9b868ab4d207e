"""The hits of a question by relevance: the newest titles that hold all of it, then the newest texts, in their order."""

from collections.abc import Callable
from dataclasses import replace

from portal.kernel.search import listing, ranking
from portal.kernel.search.engine import Described, Tally
from portal.kernel.search.finding import TITLES, Asked, Sheet, beyond_turn, page_of
from portal.kernel.search.page import Turn
from portal.kernel.search.ranking import Candidate, Place

_NUMBER_CANDIDATES = 50
# Of the texts with several words so many are read for how near these stand: those that come first without it. What lies
# behind them is older or has fewer of the words in its title.
_READ_FOR_NEARNESS = 100


def by_relevance(asked: Asked, turn: Turn | None, size: int) -> Sheet:
    """The best of the newest titles and the newest texts, beyond a turn."""
    words = tuple(unit.text for unit in asked.query.units)
    phrase = "".join(asked.query.phrase.split())
    titles = _with_titles(asked)
    newest = max((candidate.day for candidate in titles), default=0)

    def placed(candidates: list[Candidate]) -> list[Place]:
        return ranking.placed(candidates, phrase=phrase, words=words, newest=newest)

    places = placed(titles)
    listed = None
    if turn is not None or len(places) <= size or places[size].score <= ranking.MOST_WITHOUT_TITLE:
        texts = _with_texts(asked, titles)
        newest = newest or max((candidate.day for candidate in texts), default=0)
        _with_nearness(asked, texts, placed)
        places = placed([*titles, *texts])
        listed = len(places)
    return replace(page_of(beyond_turn(places, turn), turn, size), listed=listed)


def _with_titles(asked: Asked) -> list[Candidate]:
    """The newest titles that hold all that was asked, those that say nothing else, and the bearers of a number."""
    own: list[Place] = []
    if asked.query.numbers:
        own = listing.newest(asked.own_number_expression, _NUMBER_CANDIDATES, tallied=Tally(0))
    bearers = {place.entry_id for place in own}
    found = asked.newest_titles()
    if len(found) >= TITLES:
        own += listing.having_title(asked.query.phrase, asked.expression("^"))
    known = {hit.entry_id for hit in found}
    found += listing.described([place for place in own if place.entry_id not in known])
    held = asked.holding(hit.entry_id for hit in found)
    return [_candidate(hit, in_title=True, own_number=hit.entry_id in bearers) for hit in found if hit.entry_id in held]


def _with_texts(asked: Asked, known: list[Candidate]) -> list[Candidate]:
    """The newest texts that match, without those already known by their titles."""
    return [_candidate(hit) for hit in asked.newest_texts({candidate.entry_id for candidate in known})]


def _with_nearness(asked: Asked, texts: list[Candidate], places: Callable[[list[Candidate]], list[Place]]) -> None:
    """Reads how near one another several words stand in the texts that would come first without it."""
    words = tuple(unit.text for unit in asked.query.units if not unit.is_number)
    if len(words) < 2:
        return
    some = texts if len(texts) <= _READ_FOR_NEARNESS else places(texts)[:_READ_FOR_NEARNESS]
    asked.read = read = listing.beginnings([each.entry_id for each in some])
    for at, candidate in enumerate(texts):
        if candidate.entry_id in read:
            texts[at] = candidate._replace(nearness=ranking.nearness(read[candidate.entry_id], words))


def _candidate(hit: Described, *, in_title: bool = False, own_number: bool = False) -> Candidate:
    return Candidate(hit.entry_id, hit.day, hit.title, in_title=in_title, own_number=own_number, boost=hit.boost)
