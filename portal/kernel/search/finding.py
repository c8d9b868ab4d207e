"""From a question to the places of one page: counted, listed by day or by relevance, and checked in the texts.

Lexemes have no order, so a long run of characters may also find texts that hold its pieces apart. Such runs and quoted
phrases are looked up in the texts themselves: all of them while the hits are few, those shown when they are many.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.kernel.search import engine, lexemes, ranking
from portal.kernel.search.engine import Tally
from portal.kernel.search.models import SearchText
from portal.kernel.search.page import Turn
from portal.kernel.search.query import Query, Unit
from portal.kernel.search.ranking import Candidate, Place

TITLE_CANDIDATES = 300
TEXT_CANDIDATES = 100
_NUMBER_CANDIDATES = 50
_TEXTS = SearchText._meta.db_table
# So many hits are all looked up in their texts; of more, only those shown, and the count is an estimate.
CHECKED_ALL = 300
_CHECKED_FIRST = 60
_CHECKED_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """The places of one page and whether there is anything before and after them."""

    places: list[Place]
    has_previous: bool
    has_next: bool


@dataclass(slots=True)
class Asked:
    """A query with its filters, and what has been learned about it while answering."""

    query: Query
    facets: tuple[str, ...]
    _matching: Tally = field(default=Tally(0))
    _tally: Tally | None = None
    _all: list[Place] | None = None
    _held: dict[int, bool] = field(default_factory=dict)

    def expression(self, mark: str = "") -> str:
        """What the word index is asked; `mark` narrows words to titles (^)."""
        return self._dated(self.query.expression(mark=mark, facets=self.facets))

    @property
    def own_number_expression(self) -> str:
        return self._dated(self.query.own_number_expression(self.facets))

    @property
    def tally(self) -> Tally:
        """The hits of the word index, checked in the texts if they are few; estimated by what was checked if not."""
        if self._tally is None:
            self._tally = self._count()
        return self._tally

    @property
    def everything(self) -> list[Place] | None:
        """All hits, newest first, if the texts of all of them were looked at."""
        return self._all

    @property
    def checked(self) -> tuple[Unit, ...]:
        """What must stand in one piece: quoted phrases, and runs whose lexemes might stand apart."""
        return tuple(unit for unit in self.query.units if not unit.is_number and (unit.quoted or len(unit.lexemes) > 1))

    def heads(self) -> tuple[Mapping[int, int], bool]:
        """How many hits each facet number has, and whether these are estimates."""
        about = self.tally.about
        if self._all is not None:
            return engine.heads_of([place.entry_id for place in self._all]), False
        counts, estimated = engine.heads(self.expression(), self._matching)
        return counts, estimated or about

    def holding(self, entries: Iterable[int]) -> set[int]:
        """Of some entries those in whose title or text everything stands in one piece."""
        wanted = set(entries)
        if not self.checked:
            return wanted
        unknown = wanted - self._held.keys()
        if unknown:
            found = _holding(self.checked, unknown)
            self._held.update((entry, entry in found) for entry in unknown)
        return {entry for entry in wanted if self._held[entry]}

    def newest(self, limit: int, *, beyond: Place | None = None, backward: bool = False) -> list[Place]:
        """Hits of the word index by day, not yet checked."""
        return engine.newest(self.expression(), limit, tallied=self._matching, beyond=beyond, backward=backward)

    def _count(self) -> Tally:
        matching = self._matching = engine.tally(self.expression())
        if not self.checked or not matching.total:
            return matching
        some = self.newest(CHECKED_ALL if matching.total <= CHECKED_ALL else TEXT_CANDIDATES)
        held = self.holding(place.entry_id for place in some)
        if matching.total <= CHECKED_ALL:
            self._all = [place for place in some if place.entry_id in held]
            return Tally(len(self._all), rows=matching.rows)
        if len(held) == len(some) and matching.about:
            return matching
        share = len(held) / max(1, len(some))
        return Tally(max(len(held), round(matching.total * share)), about=True, rows=matching.rows)

    def _dated(self, expression: str) -> str:
        span = self.query.span
        if span is None:
            return expression
        days = lexemes.span_lexemes(span.first or date.min, span.last or date.max)
        # With nothing but days to look for, what is excluded has not been said yet.
        parts = [expression] if expression else [f"!({unit.expression()})" for unit in self.query.excluded]
        return " & ".join([engine.any_of(days), *parts])


def by_date(asked: Asked, turn: Turn | None, size: int) -> Sheet:
    """The hits by day beyond a turn."""
    backward = turn is not None and turn.backward
    place = turn.place if turn else None
    if asked.everything is not None:
        return _cut(_beyond(asked.everything, turn), turn, size)
    places: list[Place] = []
    chunk = _CHECKED_FIRST if asked.checked else size + 1
    looked_at = 0
    while True:
        read = asked.newest(chunk, beyond=place, backward=backward)
        held = asked.holding(each.entry_id for each in read)
        places += [each for each in read if each.entry_id in held]
        looked_at += len(read)
        if len(places) > size or len(read) < chunk or looked_at >= _CHECKED_MOST:
            return _cut(places, turn, size)
        place, chunk = read[-1], min(chunk * 4, _CHECKED_MOST)


def by_relevance(asked: Asked, turn: Turn | None, size: int) -> Sheet:
    """The best of the newest titles and the newest texts, beyond a turn."""
    words = tuple(unit.text for unit in asked.query.units)
    phrase = "".join(asked.query.phrase.split())
    return _cut(_beyond(ranking.placed(_candidates(asked), phrase=phrase, words=words), turn), turn, size)


def _beyond(places: list[Place], turn: Turn | None) -> list[Place]:
    """What lies beyond a turn of a list that is complete, nearest first."""
    if turn is None:
        return places
    if turn.backward:
        return [place for place in reversed(places) if place > turn.place]
    return [place for place in places if place < turn.place]


def _cut(found: list[Place], turn: Turn | None, size: int) -> Sheet:
    """The page out of what lies beyond its turn, nearest first, one more than fits when there is more."""
    more, places = len(found) > size, found[:size]
    if turn and turn.backward:
        return Sheet(places[::-1], has_previous=bool(places) and more, has_next=bool(places))
    return Sheet(places, has_previous=bool(places) and turn is not None, has_next=more)


def _candidates(asked: Asked) -> list[Candidate]:
    """The newest titles and the newest texts that match, and what bears the number asked for."""
    own: list[Place] = []
    if asked.query.numbers:
        own = engine.newest(asked.own_number_expression, _NUMBER_CANDIDATES, tallied=Tally(0))
    titles = asked.expression("^")
    tallied = Tally(0)
    if asked.tally.total > engine.MANY:
        tallied = engine.estimate(titles, asked.tally.rows)
    in_title = engine.newest(titles, TITLE_CANDIDATES, tallied=tallied)
    texts = asked.everything if asked.everything is not None else asked.newest(TEXT_CANDIDATES)
    days = {place.entry_id: place.day for place in (*own, *in_title, *texts)}
    bearers, titled = ({place.entry_id for place in places} for places in (own, in_title))
    sql = f"SELECT entry_id, folded_title, rank_boost FROM {_TEXTS} WHERE entry_id = ANY(%s)"  # noqa: S608
    return [
        Candidate(entry, days[entry], title, entry in titled, entry in bearers, boost)
        for entry, title, boost in engine.ask(sql, [list(asked.holding(days))])
    ]


def _holding(units: tuple[Unit, ...], entries: set[int]) -> set[int]:
    parts, values = [], []
    for unit in units:
        places = ("folded_title",) if unit.in_title else ("folded_title", "folded", "number", "belongs_to")
        ways = [(place, text) for place in places for text in unit.texts]
        parts.append(" OR ".join(f"position(%s IN {place}) > 0" for place, _text in ways))
        values += [text for _place, text in ways]
    held = " AND ".join(f"({part})" for part in parts)
    sql = f"SELECT entry_id FROM {_TEXTS} WHERE entry_id = ANY(%s) AND {held}"  # noqa: S608
    return {entry for (entry,) in engine.ask(sql, [list(entries), *values])}
