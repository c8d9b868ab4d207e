"""The two questions: what is there about this, and which titles begin like that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from portal.kernel.search import filters as narrowing
from portal.kernel.search import plan, query, ranking, sheets, snippets, sources
from portal.kernel.search.models import SearchEntry, SearchText
from portal.kernel.search.normalise import fold, normalise
from portal.kernel.search.page import COUNT_CAP, ORDERS, Facet, Hit, SearchPage, Turn, read_cursor, write_cursor
from portal.kernel.search.query import Query, Unit
from portal.kernel.search.ranking import Candidate, Place

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
TITLE_CANDIDATES = 300
TEXT_CANDIDATES = 100
_NUMBER_CANDIDATES = 50
_CHECKED_AT_ONCE = 60
_ROUNDS = 5
_SUGGESTION_CANDIDATES = 100
_FACET_TIME_MS = 600
_ASKED_TOO_MUCH = "检索用时过长，未能完成。请增加一个词，或者限定类型、年份后再试。"
_NOTHING_ASKED = "请输入要查找的内容，例如事项名称、文件标题中的词或者发文字号。"
_ONLY_EXCLUDED = "只有要排除的词，请至少输入一个要查找的词。"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with its filters as PostgreSQL is asked."""

    query: Query
    facets: tuple[str, ...]

    @property
    def expression(self) -> str:
        return self.query.expression(facets=self.facets)

    @property
    def rows(self) -> "QuerySet[SearchEntry]":
        return SearchEntry.objects.filter(tsv__matches=self.expression)


def search(
    *,
    text: str,
    filters: Mapping[str, Any] | None = None,
    cursor: str = "",
    size: int = PAGE_SIZE,
    order: str = "",
) -> SearchPage:
    """One page of what is public and matches; raises only `portal.kernel.ui.pagination.BadCursor`."""
    order = order if order in ORDERS else "relevance"
    turn = read_cursor(order, cursor)
    chosen = narrowing.read(filters or {})
    asked = query.parse(text)
    page = SearchPage(text=text, order=order, chosen=chosen.chosen, notices=(*asked.notices, *chosen.notices))
    if not asked.units and (asked.excluded or not chosen.chosen):
        hint = _ONLY_EXCLUDED if asked.excluded else _NOTHING_ASKED
        return replace(page, notices=(*page.notices, hint))
    try:
        with plan.within_time():
            return _answer(page, _Asked(asked, chosen.lexemes), chosen, turn, max(1, min(size, MAX_PAGE_SIZE)))
    except plan.TooSlow:
        return replace(page, timed_out=True, notices=(*page.notices, _ASKED_TOO_MUCH))


def suggest(prefix: str, *, limit: int = 8) -> tuple[str, ...]:
    """Titles that contain what is being typed: those that begin with it first, short ones before long ones."""
    expression = query.prefix_expression(prefix)
    if not expression:
        return ()
    try:
        with plan.within_time(300):
            keys = _keys(SearchEntry.objects.filter(tsv__matches=expression), _SUGGESTION_CANDIDATES)
            titles = list(SearchText.objects.filter(pk__in=keys).values_list("title", "folded_title"))
    except plan.TooSlow:
        return ()
    typed = "".join(normalise(prefix).split())
    ordered = sorted(titles, key=lambda pair: (not pair[1].startswith(typed), len(pair[0]), pair[0]))
    return tuple(dict.fromkeys(title for title, _folded in ordered))[:limit]


def _answer(page: SearchPage, asked: _Asked, chosen: narrowing.Filters, turn: Turn | None, size: int) -> SearchPage:
    plan.choose_bitmap()
    total = _count(asked)
    if not total and asked.query.units:
        asked, notice = _fallback(asked)
        if notice:
            total = _count(asked)
            page = replace(page, notices=(*page.notices, notice))
    if not total:
        words = tuple(dict.fromkeys(unit.text for unit in query.loosened(asked.query).units))
        return replace(page, words=words if len(words) > 1 else ())
    by_date = page.order == "date" or not asked.query.units
    sheet = _newest(asked, turn, size) if by_date else _most_relevant(asked, turn, size)
    if not by_date and not sheet.has_next and total > TITLE_CANDIDATES + TEXT_CANDIDATES:
        page = replace(page, notices=(*page.notices, "按相关度只列出最相关的结果；查看全部结果请改为按时间排序。"))
    return replace(
        page,
        total=min(total, COUNT_CAP),
        capped=total > COUNT_CAP,
        hits=_hits(sheet.places, asked.query),
        next_cursor=write_cursor(page.order, sheet.places[-1]) if sheet.has_next else "",
        previous_cursor=write_cursor(page.order, sheet.places[0], backward=True) if sheet.has_previous else "",
        facets=_facets(asked, chosen, sampled=total > COUNT_CAP),
    )


def _facets(asked: _Asked, chosen: narrowing.Filters, *, sampled: bool) -> tuple[Facet, ...]:
    """Counted last and within their own time: a word in half of all texts is listed all the same, without them."""
    try:
        with plan.within_time(_FACET_TIME_MS):
            plan.choose_bitmap()
            return narrowing.count_facets(asked.expression, chosen, sampled=sampled)
    except plan.TooSlow:
        return ()


def _count(asked: _Asked) -> int:
    return asked.rows.order_by()[: COUNT_CAP + 1].count()


def _fallback(asked: _Asked) -> tuple[_Asked, str]:
    """The same words standing apart; then without the one word whose absence finds most."""
    loose = _Asked(query.loosened(asked.query), asked.facets)
    words = "、".join(unit.text for unit in loose.query.units)
    if loose.query.units and loose.query != asked.query and _count(loose):
        return loose, f"没有与原文完全一致的内容，以下结果分别含有：{words}。"
    found = []
    if len(loose.query.units) > 1:
        for unit in loose.query.units:
            without = _Asked(loose.query.without(unit), asked.facets)
            found.append((_count(without), -len(unit.text), unit.text, without))
    best = max(found, key=lambda row: row[:3], default=None)
    if best is None or not best[0]:
        return asked, ""
    return best[3], f"没有同时含有全部检索词的内容，以下结果未包含“{best[2]}”。"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The places of one page and whether there is anything before and after them."""

    places: list[Place]
    has_previous: bool
    has_next: bool


def _cut(found: list[Place], turn: Turn | None, size: int) -> _Sheet:
    """The page out of what lies beyond its turn, nearest first, one more than fits when there is more."""
    more, places = len(found) > size, found[:size]
    if turn and turn.backward:
        return _Sheet(places[::-1], has_previous=bool(places) and more, has_next=bool(places))
    return _Sheet(places, has_previous=bool(places) and turn is not None, has_next=more)


def _newest(asked: _Asked, turn: Turn | None, size: int) -> _Sheet:
    """The hits by date beyond a turn; quoted phrases are looked up in the text, a few dozen rows at a time."""
    plan.choose_walk(asked.rows)
    backward = turn is not None and turn.backward
    order = ("published_on", "id") if backward else ("-published_on", "-id")
    place = turn.place if turn else None
    places: list[Place] = []
    chunk = _CHECKED_AT_ONCE if asked.query.phrases else size + 1
    for _round in range(_ROUNDS):
        rows = _beyond(asked.rows, place, backward=backward) if place else asked.rows
        read = list(rows.order_by(*order).values_list("pk", "published_on")[:chunk])
        kept = _with_phrases(asked.query, [pk for pk, _day in read])
        places += [Place(0, day.toordinal(), pk) for pk, day in read if pk in kept]
        if len(places) > size or len(read) < chunk:
            break
        place = Place(0, read[-1][1].toordinal(), read[-1][0])
    return _cut(places, turn, size)


def _beyond(rows: "QuerySet[SearchEntry]", place: Place, *, backward: bool) -> "QuerySet[SearchEntry]":
    day = date.fromordinal(place.day)
    if backward:
        return rows.filter(published_on__gte=day).exclude(published_on=day, pk__lte=place.entry_id)
    return rows.filter(published_on__lte=day).exclude(published_on=day, pk__gte=place.entry_id)


def _most_relevant(asked: _Asked, turn: Turn | None, size: int) -> _Sheet:
    candidates = _candidates(asked)
    words = tuple(unit.text for unit in asked.query.units)
    places = ranking.placed(candidates, phrase="".join(asked.query.phrase.split()), words=words)
    if turn and turn.backward:
        places = [place for place in reversed(places) if place > turn.place]
    elif turn:
        places = [place for place in places if place < turn.place]
    return _cut(places, turn, size)


def _candidates(asked: _Asked) -> list[Candidate]:
    """The newest titles and the newest texts that match, and what bears the number asked for."""
    own: set[int] = set()
    if asked.query.numbers:
        own = _keys(SearchEntry.objects.filter(tsv__matches=_own_number(asked)), _NUMBER_CANDIDATES)
    titled = SearchEntry.objects.filter(tsv__matches=asked.query.expression(mark="^", facets=asked.facets))
    in_title = _keys(titled, TITLE_CANDIDATES)
    keys = own | in_title | _keys(asked.rows, TEXT_CANDIDATES)
    kept = _with_phrases(asked.query, list(keys))
    contiguous = _holding(asked.query.long_words, kept - in_title)
    texts = SearchText.objects.filter(pk__in=kept).values_list(
        "pk", "entry__published_on", "folded_title", "rank_boost"
    )
    return [
        Candidate(pk, day, title, pk in in_title, pk in own, pk in contiguous, boost) for pk, day, title, boost in texts
    ]


def _own_number(asked: _Asked) -> str:
    return asked.query.own_number_expression(asked.facets)


def _keys(rows: "QuerySet[SearchEntry]", limit: int) -> set[int]:
    plan.choose_walk(rows)
    return set(rows.order_by("-published_on", "-id").values_list("pk", flat=True)[:limit])


def _with_phrases(asked: Query, keys: list[int]) -> set[int]:
    """Those whose title or text holds every quoted phrase letter for letter."""
    return _holding(asked.phrases, set(keys)) if asked.phrases else set(keys)


def _holding(units: tuple[Unit, ...], keys: set[int]) -> set[int]:
    """Of some rows those in whose title or text every unit stands in one piece."""
    if not units or not keys:
        return set()
    rows = SearchText.objects.filter(pk__in=keys)
    for unit in units:
        rows = rows.filter(Q(folded_title__contains=unit.text) | Q(folded__contains=unit.text))
    return set(rows.values_list("pk", flat=True))


def _hits(places: list[Place], asked: Query) -> tuple[Hit, ...]:
    texts = SearchText.objects.select_related("entry").defer("entry__tsv").in_bulk([place.entry_id for place in places])
    terms = _terms(asked)
    return tuple(_hit(texts[place.entry_id], terms) for place in places if place.entry_id in texts)


def _terms(asked: Query) -> tuple[str, ...]:
    """What is marked: the words as asked, and the words of a number's organ."""
    return tuple(fold(unit.text) for unit in asked.units)


def _hit(text: SearchText, terms: tuple[str, ...]) -> Hit:
    place = snippets.best_place(text.folded, terms)
    return Hit(
        kind=text.entry.kind,
        kind_label=sources.label_of(text.entry.kind),
        object_id=text.entry.object_id,
        title=text.title,
        title_html=snippets.marked(text.title, text.folded_title, terms),
        snippet_html=snippets.snippet(text.body, text.folded, terms, place),
        url=text.url,
        published_on=text.entry.published_on,
        number=text.number,
        validity=text.validity,
        dated=text.dated,
        belongs_to=text.belongs_to,
        file_url=text.file_url,
        page=None if place is None else sheets.page_at(text.page_starts, place),
    )
