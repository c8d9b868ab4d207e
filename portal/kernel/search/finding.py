"""From a question to its hits: counted, listed by day, and checked in the texts.

Lexemes have no order, so a long run of characters may also find texts that hold its pieces apart. Such runs and quoted
phrases are looked up in the texts themselves: all of them while the hits are few, those shown when they are many.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from portal.kernel.search import engine, listing
from portal.kernel.search.engine import Described, Gathered, Tally
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
# So many of the newest titles and of the newest texts are put in order, of more hits than are all looked up.
TITLES, TEXTS = 200, 100
# Characters that so many of the other hits hold are read for in the newest texts: the index would unite thousands of
# lists to find them.
_COMMON = 0.1


@dataclass(frozen=True, slots=True)
class Sheet:
    """The places of one page and whether there is anything before and after them.

    `stopped_at` is where reading ended before the page was full, `listed` how many hits all pages together show.
    """

    places: list[Place]
    has_previous: bool
    has_next: bool
    stopped_at: Place | None = None
    stopped_backward: bool = False
    listed: int | None = None


@dataclass(slots=True)
class Asked:
    """A query with its filters, and what has been learned about it while answering.

    `read` are the folded texts that were read for the order of the hits, or their beginnings, by entry.
    """

    query: Query
    facets: tuple[str, ...]
    with_heads: bool = True
    with_titles: bool = False
    read: Mapping[int, str] = field(default_factory=dict)
    _matching: Tally = field(default=Tally(0))
    _in_title: int = 0
    _in_texts: tuple[Unit, ...] = ()
    _share_in_texts: float = 1.0
    _gathered: Gathered | None = None
    _tally: Tally | None = None
    _heads: Mapping[int, int] = field(default_factory=dict)
    _all: list[Place] | None = None
    _held: dict[int, bool] = field(default_factory=dict)

    def expression(self, mark: str = "") -> str:
        """What the word index is asked; `mark` narrows words to titles (^)."""
        return self.query.expression(mark=mark, facets=self.facets, without=() if mark else self._in_texts)

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
        return self._in_texts or apart(self.query)

    def heads(self) -> tuple[Mapping[int, int], bool]:
        """How many hits each facet number has, and whether these are estimates."""
        about = self.tally.about
        if self._all is not None:
            return engine.heads_of([place.entry_id for place in self._all]), False
        if self._gathered is not None and self.with_heads:
            return self._gathered.heads, about or self._gathered.one_of > 1
        return self._heads or engine.heads(self._of_sample(), self._matching), True

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
        if self._gathered is not None and beyond is None and not backward and limit <= CHECKED_ALL:
            return list(self._gathered.newest[:limit])
        known = self._matching
        if self._in_texts:
            # The index is asked without them, and has so many more hits.
            known = replace(known, total=round(known.total / self._share_in_texts))
        return listing.newest(self.expression(), limit, tallied=known, beyond=beyond, backward=backward)

    def newest_texts(self, known: Collection[int]) -> list[Described]:
        """The newest hits to be put in order; what is described already need not be again."""
        if self._gathered is None and not self.checked:
            found = listing.newest_described(self.expression(), TEXTS, tallied=self._matching)
            return [hit for hit in found if hit.entry_id not in known]
        places = self._all
        if places is None:
            # Enough that about so many of them hold what is looked up.
            some = self.newest(CHECKED_ALL if self.tally.total <= CHECKED_ALL else round(TEXTS / self._share_in_texts))
            held = self.holding(place.entry_id for place in some)
            places = [place for place in some if place.entry_id in held]
        return listing.described([place for place in places if place.entry_id not in known])

    def newest_titles(self) -> list[Described]:
        """Hits whose titles say all that was asked: all of them if everything is looked at whole."""
        limit = TITLES if self.tally.total > CHECKED_ALL else CHECKED_ALL
        if self._gathered is not None and self.with_titles:
            return sorted(self._gathered.titled, key=lambda hit: (hit.day, hit.entry_id), reverse=True)[:limit]
        known = Tally(self._in_title, about=True, rows=self._matching.rows)
        return listing.newest_described(self.expression("^"), limit, tallied=known)

    def _of_sample(self, mark: str = "") -> str:
        """What rows of a sample are asked, which have a lexeme for each character."""
        return self.query.expression(mark=mark, facets=self.facets, of_sample=True)

    def _count(self) -> Tally:
        matching = self._matching = self._match()
        # Characters read for in the texts were counted in the sample already.
        if not self.checked or self._in_texts or not matching.total:
            return matching
        some = self.newest(CHECKED_ALL if matching.total <= CHECKED_ALL else _CHECKED_FOR_SHARE)
        held = self.holding(place.entry_id for place in some)
        if not held and matching.total > CHECKED_ALL:
            # Nothing is said to be nowhere before much more was read.
            some = self.newest(engine.MANY)
            held = self.holding(place.entry_id for place in some)
        if matching.total <= len(some) and not matching.about:
            self._all = [place for place in some if place.entry_id in held]
            return Tally(len(self._all), rows=matching.rows)
        if len(held) == len(some) and matching.about:
            return matching
        share = len(held) / max(1, len(some))
        return Tally(max(len(held), round(matching.total * share)), about=True, rows=matching.rows)

    def _match(self) -> Tally:
        """What the word index answers: in one walk if that is not too much, by the sample if it is."""
        rows, (estimated, titles) = engine.probe([self._of_sample(), self._of_sample("^")])
        if estimated is not None and estimated > engine.MANY:
            self._in_title = titles or 0
            self._read_for_characters(estimated, rows)
            if engine.may_be_told(estimated):
                estimated, self._heads = engine.recount(self._of_sample(), headed=self.with_heads)
            return Tally(estimated, about=True, rows=rows)
        self._in_title = titles or 0
        self._gathered = engine.gather(
            self.expression(),
            self.expression("^"),
            CHECKED_ALL,
            titles=CHECKED_ALL if self.with_titles else 0,
            headed=(engine.MANY if estimated is None else engine.HEADED) if self.with_heads else 0,
        )
        return Tally(self._gathered.total, rows=rows)

    def _read_for_characters(self, estimated: int, rows: int) -> None:
        """Decides whether single characters are left to the texts: if what else is asked is not much wider."""
        characters = tuple(unit for unit in self.query.units if unit.is_character)
        if not characters or apart(self.query):
            return
        without = self.query.expression(facets=self.facets, without=characters, of_sample=True)
        if not without and self.query.excluded:
            return
        others = (engine.probe([without])[1][0] or 0) if without else rows
        if estimated >= others * _COMMON:
            self._in_texts, self._share_in_texts = characters, min(1.0, estimated / max(1, others))


def apart(query: Query) -> tuple[Unit, ...]:
    """What a row of the word index may hold in pieces only."""
    return tuple(unit for unit in query.units if not unit.is_number and (unit.quoted or len(unit.lexemes) > 1))


def says(text: SearchText, query: Query) -> bool:
    """Whether one text holds in one piece all that must stand so: what `Asked.holding` asks of many."""
    return all(
        any(said in getattr(text, place) for place in _places_of(unit) for said in unit.texts) for unit in apart(query)
    )


def by_date(asked: Asked, turn: Turn | None, size: int) -> Sheet:
    """The hits by day beyond a turn."""
    backward = turn is not None and turn.backward
    place = turn.place if turn else None
    if asked.everything is not None:
        return page_of(beyond_turn(asked.everything, turn), turn, size)
    places: list[Place] = []
    chunk = _CHECKED_FIRST if asked.checked else size + 1
    looked_at = 0
    while True:
        read = asked.newest(chunk, beyond=place, backward=backward)
        held = asked.holding(each.entry_id for each in read)
        places += [each for each in read if each.entry_id in held]
        looked_at += len(read)
        if len(places) > size or len(read) < chunk:
            return page_of(places, turn, size)
        if looked_at >= _CHECKED_MOST:
            return page_of(places, turn, size, stopped_at=read[-1])
        place, chunk = read[-1], min(chunk * 4, _CHECKED_MOST)


def beyond_turn(places: list[Place], turn: Turn | None) -> list[Place]:
    """What lies beyond a turn of a list that is complete, nearest first."""
    if turn is None:
        return places
    if turn.backward:
        return [place for place in reversed(places) if place > turn.place]
    return [place for place in places if place < turn.place]


def page_of(found: list[Place], turn: Turn | None, size: int, *, stopped_at: Place | None = None) -> Sheet:
    """The page out of what lies beyond its turn, nearest first, one more than fits when there is more."""
    more, places = len(found) > size or stopped_at is not None, found[:size]
    if turn and turn.backward:
        return Sheet(places[::-1], more, bool(places), stopped_at=stopped_at, stopped_backward=True)
    return Sheet(places, bool(places) and turn is not None, more, stopped_at=stopped_at)


def _holding(units: tuple[Unit, ...], entries: set[int]) -> set[int]:
    """Of some entries those that hold each of the units in one piece."""
    parts, values = [], []
    for unit in units:
        ways = [(place, text) for place in _places_of(unit) for text in unit.texts]
        parts.append(" OR ".join(f"position(%s IN {place}) > 0" for place, _text in ways))
        values += [text for _place, text in ways]
    held = " AND ".join(f"({part})" for part in parts)
    sql = f"SELECT entry_id FROM {_TEXTS} WHERE entry_id = ANY(%s) AND {held}"  # noqa: S608
    return {entry for (entry,) in engine.ask(sql, [list(entries), *values])}


def _places_of(unit: Unit) -> tuple[str, ...]:
    """The columns of a text in which it counts."""
    return ("folded_title",) if unit.in_title else ("folded_title", "folded", "number", "belongs_to")
