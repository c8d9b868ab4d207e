"""From a question to its hits: counted, listed by day, and checked in the texts.

Lexemes have no order, so a long run of characters may also find texts that hold its pieces apart. Such runs and quoted
phrases are looked up in the texts themselves: all of them while the hits are few, those shown when they are many.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.kernel.search import engine
from portal.kernel.search.engine import Gathered, Tally
from portal.kernel.search.models import SearchText
from portal.kernel.search.page import Turn
from portal.kernel.search.query import Query, Unit
from portal.kernel.search.ranking import Place

_TEXTS = SearchText._meta.db_table
# So many hits are all looked up in their texts; of more, only those shown, and the count is an estimate.
CHECKED_ALL = 300
# Of many, so many say which share holds what was asked.
_CHECKED_FOR_SHARE = 100
_CHECKED_FIRST = 60
_CHECKED_MOST = 2_000
# A character that so many rows hold is read for in the newest texts, if there are so many hits: the index would unite
# thousands of lists.
_COMMON, _READ_FROM = 0.1, 2_000


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
    with_heads: bool = True
    _matching: Tally = field(default=Tally(0))
    _in_title: int = 0
    _in_texts: tuple[Unit, ...] = ()
    _not_in_texts: tuple[Unit, ...] = ()
    _gathered: Gathered | None = None
    _tally: Tally | None = None
    _all: list[Place] | None = None
    _held: dict[int, bool] = field(default_factory=dict)

    def expression(self, mark: str = "") -> str:
        """What the word index is asked; `mark` narrows words to titles (^)."""
        without = self._not_in_texts if mark else (*self._in_texts, *self._not_in_texts)
        return self.query.expression(mark=mark, facets=self.facets, without=without)

    @property
    def own_number_expression(self) -> str:
        return self.query.own_number_expression(self.facets)

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
        """What is looked up in the texts: quoted phrases, runs whose lexemes might stand apart, common characters."""
        apart = (unit for unit in self.query.units if not unit.is_number and (unit.quoted or len(unit.lexemes) > 1))
        return tuple(dict.fromkeys((*apart, *self._in_texts)))

    @property
    def is_checked(self) -> bool:
        """Whether hits of the word index are looked up in the texts."""
        return bool(self.checked or self._not_in_texts)

    def heads(self) -> tuple[Mapping[int, int], bool]:
        """How many hits each facet number has, and whether these are estimates."""
        about = self.tally.about
        if self._all is not None:
            return engine.heads_of([place.entry_id for place in self._all]), False
        if self._gathered is not None and self._gathered.heads:
            return self._gathered.heads, about
        of_sample = self._of_sample() if self._in_texts or self._not_in_texts else ""
        counts, estimated = engine.heads(self.expression(), self._matching, of_sample=of_sample)
        return counts, estimated or about

    def holding(self, entries: Iterable[int]) -> set[int]:
        """Of some entries those in whose title or text everything stands in one piece, and nothing excluded."""
        wanted = set(entries)
        if not self.is_checked:
            return wanted
        unknown = wanted - self._held.keys()
        if unknown:
            found = _holding(self.checked, self._not_in_texts, unknown)
            self._held.update((entry, entry in found) for entry in unknown)
        return {entry for entry in wanted if self._held[entry]}

    def newest(self, limit: int, *, beyond: Place | None = None, backward: bool = False) -> list[Place]:
        """Hits of the word index by day, not yet checked."""
        if self._gathered is not None and beyond is None and not backward and limit <= CHECKED_ALL:
            return list(self._gathered.newest[:limit])
        return engine.newest(self.expression(), limit, tallied=self._matching, beyond=beyond, backward=backward)

    def newest_titles(self, limit: int) -> list[Place]:
        """Hits whose titles say all that was asked."""
        known = Tally(self._in_title, about=True, rows=self._matching.rows)
        return engine.newest(self.expression("^"), limit, tallied=known)

    def _of_sample(self) -> str:
        """What rows of a sample are asked, where that is put otherwise."""
        return self.query.expression(facets=self.facets, of_sample=True) if self.query.has_characters else ""

    def _count(self) -> Tally:
        matching = self._matching = self._match()
        if not self.is_checked or not matching.total:
            return matching
        some = self.newest(CHECKED_ALL if matching.total <= CHECKED_ALL else _CHECKED_FOR_SHARE)
        held = self.holding(place.entry_id for place in some)
        if matching.total <= CHECKED_ALL:
            self._all = [place for place in some if place.entry_id in held]
            return Tally(len(self._all), rows=matching.rows)
        if matching.about and (len(held) == len(some) or set(self.checked) <= set(self._in_texts)):
            # Single characters were counted in the sample already.
            return matching
        share = len(held) / max(1, len(some))
        return Tally(max(len(held), round(matching.total * share)), about=True, rows=matching.rows)

    def _match(self) -> Tally:
        """What the word index answers: in one walk if that is not too much, by the sample if it is."""
        units = dict.fromkeys((*self.query.units, *self.query.excluded))
        characters = tuple(unit for unit in units if unit.is_character)
        asked = [self._of_sample() or self.expression(), self.expression("^")]
        rows, (estimated, titles, *each) = engine.probe(
            [*asked, *(unit.expression(of_sample=True) for unit in characters)]
        )
        if estimated is not None:
            self._in_title = titles or 0
            if estimated > _READ_FROM:
                common = {unit for unit, hits in zip(characters, each, strict=True) if (hits or 0) > rows * _COMMON}
                self._in_texts = tuple(unit for unit in self.query.units if unit in common)
                self._not_in_texts = tuple(unit for unit in self.query.excluded if unit in common)
            if estimated > engine.MANY or self._in_texts or self._not_in_texts:
                return Tally(engine.recount(asked[0], estimated), about=True, rows=rows)
        self._gathered = engine.gather(
            self.expression(), CHECKED_ALL, with_heads=self.with_heads and not self.is_checked
        )
        return Tally(self._gathered.total, rows=rows)


def by_date(asked: Asked, turn: Turn | None, size: int) -> Sheet:
    """The hits by day beyond a turn."""
    backward = turn is not None and turn.backward
    place = turn.place if turn else None
    if asked.everything is not None:
        return page_of(beyond_turn(asked.everything, turn), turn, size)
    places: list[Place] = []
    chunk = _CHECKED_FIRST if asked.is_checked else size + 1
    looked_at = 0
    while True:
        read = asked.newest(chunk, beyond=place, backward=backward)
        held = asked.holding(each.entry_id for each in read)
        places += [each for each in read if each.entry_id in held]
        looked_at += len(read)
        if len(places) > size or len(read) < chunk or looked_at >= _CHECKED_MOST:
            return page_of(places, turn, size)
        place, chunk = read[-1], min(chunk * 4, _CHECKED_MOST)


def beyond_turn(places: list[Place], turn: Turn | None) -> list[Place]:
    """What lies beyond a turn of a list that is complete, nearest first."""
    if turn is None:
        return places
    if turn.backward:
        return [place for place in reversed(places) if place > turn.place]
    return [place for place in places if place < turn.place]


def page_of(found: list[Place], turn: Turn | None, size: int) -> Sheet:
    """The page out of what lies beyond its turn, nearest first, one more than fits when there is more."""
    more, places = len(found) > size, found[:size]
    if turn and turn.backward:
        return Sheet(places[::-1], has_previous=bool(places) and more, has_next=bool(places))
    return Sheet(places, has_previous=bool(places) and turn is not None, has_next=more)


def _holding(units: tuple[Unit, ...], excluded: tuple[Unit, ...], entries: set[int]) -> set[int]:
    """Of some entries those that hold each of the units and none of the excluded ones."""
    parts, values = [], []
    for unit in (*units, *excluded):
        places = ("folded_title",) if unit.in_title else ("folded_title", "folded", "number", "belongs_to")
        ways = [(place, text) for place in places for text in unit.texts]
        held = " OR ".join(f"position(%s IN {place}) > 0" for place, _text in ways)
        parts.append(f"NOT ({held})" if unit in excluded else f"({held})")
        values += [text for _place, text in ways]
    sql = f"SELECT entry_id FROM {_TEXTS} WHERE entry_id = ANY(%s) AND {' AND '.join(parts)}"  # noqa: S608
    return {entry for (entry,) in engine.ask(sql, [list(entries), *values])}
