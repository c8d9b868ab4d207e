"""The question: what is there about this."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from portal.kernel.search import (
    corrections,
    finding,
    numbers,
    plan,
    query,
    reading,
    relevance,
    showing,
)
from portal.kernel.search import filters as narrowing
from portal.kernel.search.finding import Asked, Sheet
from portal.kernel.search.page import COUNT_CAP, ORDERS, SearchPage, Turn, read_cursor, write_cursor

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
# With fewer hits than this, another spelling is offered.
FEW = 3
_ASKED_TOO_MUCH = "检索用时过长，未能完成。请增加一个词，或者限定类型、年份后再试。"
_NOTHING_ASKED = "请输入要查找的内容，例如事项名称、文件标题中的词或者发文字号。"
_ONLY_EXCLUDED = "只有要排除的词，请至少输入一个要查找的词。"


def search(
    *,
    text: str,
    filters: Mapping[str, Any] | None = None,
    cursor: str = "",
    size: int = PAGE_SIZE,
    order: str = "",
    on: date | None = None,
    with_synonyms: bool = True,
    with_facets: bool = True,
    loosely: bool = True,
) -> SearchPage:
    """One page of what is public and matches; raises only `portal.kernel.ui.pagination.BadCursor`.

    `on` is the day that words like 近三年 count from; without it they are words like others. Where nothing matches, a
    looser question is answered in its place unless `loosely` is no.
    """
    order = order if order in ORDERS else "relevance"
    turn = read_cursor(order, cursor)
    understood = reading.understand(text, filters=filters, on=on, with_synonyms=with_synonyms)
    asked, chosen = understood.query, understood.filters
    page = SearchPage(
        text=text,
        order=order,
        with_facets=with_facets,
        chosen=chosen.chosen,
        notices=understood.notices,
        span=asked.span,
        also=asked.synonyms,
        bearers=numbers.bearers(asked),
    )
    if not asked.units and not chosen.chosen and not asked.span:
        hint = _ONLY_EXCLUDED if asked.excluded else _NOTHING_ASKED
        return replace(page, notices=(*page.notices, hint))
    question = Asked(
        asked, chosen.lexemes, with_heads=with_facets, with_titles=order == "relevance" and bool(asked.units)
    )
    answered = False
    try:
        with plan.within_time():
            page, question = _answer(page, question, turn, max(1, min(size, MAX_PAGE_SIZE)), loosely=loosely)
            answered = True
            # Counted last: what takes too long to count is listed all the same, without the counts.
            if with_facets and page.total:
                counts, about = question.heads()
                page = replace(page, facets=narrowing.facets_of(counts, chosen, about=about))
    except plan.TooSlow:
        if not answered:
            return replace(page, timed_out=True, notices=(*page.notices, _ASKED_TOO_MUCH))
    if page.found_little and turn is None:
        return replace(page, corrections=corrections.of(text, asked))
    return page


def _answer(page: SearchPage, asked: Asked, turn: Turn | None, size: int, *, loosely: bool) -> tuple[SearchPage, Asked]:
    """The page without its facets, and the question that was answered in the end."""
    page = replace(page, found_little=asked.tally.total < FEW)
    if loosely and not asked.tally.total and asked.query.units:
        asked, notice = _fallback(asked)
        if notice:
            page = replace(page, notices=(*page.notices, notice), answered_instead=notice)
    total = asked.tally.total
    if not total:
        words = tuple(dict.fromkeys(unit.text for unit in query.loosened(asked.query).units))
        return replace(page, words=words if len(words) > 1 else ()), asked
    is_by_date = page.order == "date" or not asked.query.units
    sheet = finding.by_date(asked, turn, size) if is_by_date else relevance.by_relevance(asked, turn, size)
    if sheet.listed is not None and not sheet.has_next and total > sheet.listed:
        page = replace(page, notices=(*page.notices, "按相关度只列出最相关的结果；查看全部结果请改为按时间排序。"))
    page = replace(
        page,
        total=min(total, COUNT_CAP),
        capped=total > COUNT_CAP,
        about=asked.tally.about,
        hits=showing.hits(sheet.places, asked.query, asked.read),
        next_cursor=_cursor(page.order, sheet, backward=False) if sheet.has_next else "",
        previous_cursor=_cursor(page.order, sheet, backward=True) if sheet.has_previous else "",
    )
    return page, asked


def _cursor(order: str, sheet: Sheet, *, backward: bool) -> str:
    """The end of the page, or where reading stopped on that side."""
    stopped = sheet.stopped_at if sheet.stopped_backward == backward else None
    return write_cursor(order, stopped or sheet.places[0 if backward else -1], backward=backward)


def _fallback(asked: Asked) -> tuple[Asked, str]:
    """The same words standing apart; then without the one word whose absence finds most."""
    loose = Asked(query.loosened(asked.query), asked.facets, asked.with_heads, asked.with_titles)
    words = "、".join(unit.text for unit in loose.query.units)
    if loose.query.units and loose.query != asked.query and loose.tally.total:
        return loose, f"没有与原文完全一致的内容，以下结果分别含有：{words}。"
    found = []
    if len(loose.query.units) > 1:
        for unit in loose.query.units:
            without = loose.query.without(unit)
            found.append(
                (Asked(without, asked.facets, with_heads=False).tally.total, -len(unit.text), unit.text, without)
            )
    best = max(found, key=lambda row: row[:3], default=None)
    if best is None or not best[0]:
        return asked, ""
    fewer = Asked(best[3], asked.facets, asked.with_heads, asked.with_titles)
    return fewer, f"没有同时含有全部检索词的内容，以下结果未包含“{best[2]}”。"
