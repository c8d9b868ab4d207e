"""The hits of a question by relevance: the newest titles that hold all of it, then the newest texts, in their order."""

from collections.abc import Collection
from dataclasses import replace

from portal.kernel.search import engine, ranking
from portal.kernel.search.engine import Tally
from portal.kernel.search.finding import CHECKED_ALL, Asked, Sheet, beyond_turn, page_of
from portal.kernel.search.models import SearchText
from portal.kernel.search.page import Turn
from portal.kernel.search.query import Query
from portal.kernel.search.ranking import Candidate, Place

TITLE_CANDIDATES = 200
TEXT_CANDIDATES = 100
_NUMBER_CANDIDATES = 50
_TEXTS = SearchText._meta.db_table


def by_relevance(asked: Asked, turn: Turn | None, size: int) -> Sheet:
    """The best of the newest titles and the newest texts, beyond a turn."""
    words = tuple(unit.text for unit in asked.query.units)
    phrase = "".join(asked.query.phrase.split())
    titles = _with_titles(asked)
    newest = max((candidate.day for candidate in titles), default=None)
    places = ranking.placed(titles, phrase=phrase, words=words, newest=newest or 0)
    listed = None
    if turn is not None or len(places) <= size or places[size].score <= ranking.MOST_WITHOUT_TITLE:
        texts = _with_texts(asked, titles)
        newest = newest or max((candidate.day for candidate in texts), default=0)
        places = ranking.placed([*titles, *texts], phrase=phrase, words=words, newest=newest)
        listed = len(places)
    return replace(page_of(beyond_turn(places, turn), turn, size), listed=listed)


def _with_titles(asked: Asked) -> list[Candidate]:
    """The newest titles that hold all that was asked, those that say nothing else, and the bearers of a number."""
    own: list[Place] = []
    if asked.query.numbers:
        own = engine.newest(asked.own_number_expression, _NUMBER_CANDIDATES, tallied=Tally(0))
    # What is looked at whole is ranked whole.
    titled = asked.newest_titles(TITLE_CANDIDATES if asked.tally.total > CHECKED_ALL else CHECKED_ALL)
    if len(titled) == TITLE_CANDIDATES:
        titled += engine.having_title(asked.query.phrase, asked.expression("^"))
    return _candidates(asked, [*own, *titled], bearers={place.entry_id for place in own}, in_title=True)


def _with_texts(asked: Asked, known: list[Candidate]) -> list[Candidate]:
    """The newest texts that match, without those already known by their titles."""
    texts = asked.everything
    if texts is None:
        texts = asked.newest_texts(CHECKED_ALL if asked.tally.total <= CHECKED_ALL else TEXT_CANDIDATES)
    seen = {candidate.entry_id for candidate in known}
    return _candidates(asked, [place for place in texts if place.entry_id not in seen], in_title=False)


def _candidates(asked: Asked, places: list[Place], *, bearers: Collection[int] = (), in_title: bool) -> list[Candidate]:
    days = {place.entry_id: place.day for place in places}
    held = list(asked.holding(days))
    if not held:
        return []
    nearness = {} if in_title else _nearness(asked.query, held)
    sql = f"SELECT entry_id, folded_title, rank_boost FROM {_TEXTS} WHERE entry_id = ANY(%s)"  # noqa: S608
    return [
        Candidate(
            entry,
            days[entry],
            title,
            in_title=in_title,
            own_number=entry in bearers,
            boost=boost,
            nearness=nearness.get(entry, 0.0),
        )
        for entry, title, boost in engine.ask(sql, [held])
    ]


def _nearness(query: Query, entries: list[int]) -> dict[int, float]:
    """How close together the words of a question stand in the texts that hold them all."""
    words = tuple(unit.text for unit in query.units if not unit.is_number)
    if len(words) < 2:
        return {}
    sql = f"SELECT entry_id, folded FROM {_TEXTS} WHERE entry_id = ANY(%s)"  # noqa: S608
    return {entry: ranking.nearness(text, words) for entry, text in engine.ask(sql, [entries])}
