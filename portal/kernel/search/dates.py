"""Dates in a question: a day, a month, a year, a stretch of time or a time up to now becomes a span of days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = r"(?:19|20)\d\d"
_POINT = re.compile(
    rf"(?P<year>{_YEAR})(?:年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号])?)?"
    r"|[-/.](?P<month_too>\d{1,2})(?:[-/.](?P<day_too>\d{1,2}))?)"
)
_BARE_YEAR = re.compile(_YEAR)
_RANGE = re.compile(r"(?P<first>.{0,11}?)(?:\.{2,}|至|到|~)(?P<last>.{0,11})")
_YEARS = re.compile(rf"(?P<first>{_YEAR})-(?P<last>{_YEAR})")
_OPEN = re.compile(r"(?P<point>.{4,11}?)(?P<side>以来|以后|之后|起|以前|之前|前)")
_RECENT = re.compile(
    r"(?:最近|近|过去)(?:(?P<half>半年)|(?P<number>[一二两三四五六七八九十]|\d{1,3})个?(?P<unit>天|日|周|星期|月|年))"
)
_DIGITS = {character: at for at, character in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_DAYS_OF = {"天": 1, "日": 1, "周": 7, "星期": 7}
_NAMED = ("今年", "去年", "前年", "本月", "上月", "上个月", "今天", "昨天")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both counted in; open where None. `label` says it as the reader wrote it."""

    first: date | None
    last: date | None
    label: str


def read(text: str, *, on: date | None) -> Span | None:
    """The span a blank-separated piece of a normalised question names; words relative to today need `on`."""
    if not 2 <= len(text) <= _LONGEST:
        return None
    try:
        return _point_span(text) or _range_span(text) or (_relative_span(text, on) if on else None)
    except (ValueError, OverflowError):
        # The thirty-first of February is no date; it is looked for as it stands.
        return None


def _point_span(text: str) -> Span | None:
    found = _bounds(text)
    return Span(*found, text) if found else None


def _bounds(text: str, *, bare_year: bool = False) -> tuple[date, date] | None:
    """First and last day of a year, month or day."""
    if bare_year and _BARE_YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"])
    month, day = match["month"] or match["month_too"], match["day"] or match["day_too"]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return date(year, int(month), int(day)), date(year, int(month), int(day))


def _range_span(text: str) -> Span | None:
    if match := _OPEN.fullmatch(text):
        bounds = _bounds(match["point"])
        if bounds is None:
            return None
        after = match["side"] in {"以来", "以后", "之后", "起"}
        return Span(bounds[0], None, text) if after else Span(None, bounds[1], text)
    match = _RANGE.fullmatch(text) or _YEARS.fullmatch(text)
    if match is None or not (match["first"] or match["last"]):
        return None
    first = _bounds(match["first"], bare_year=True)
    last = _bounds(match["last"], bare_year=True)
    if (match["first"] and not first) or (match["last"] and not last):
        return None
    if first and last and first[0] > last[1]:
        first, last = last, first
    return Span(first[0] if first else None, last[1] if last else None, text)


def _relative_span(text: str, on: date) -> Span | None:
    match = _RECENT.fullmatch(text)
    if match is None:
        return _named_span(text, on) if text in _NAMED else None
    if match["half"]:
        return Span(_months_before(on, 6), on, text)
    number = int(match["number"]) if match["number"].isdigit() else _DIGITS[match["number"]]
    if not number:
        return None
    if match["unit"] in _DAYS_OF:
        return Span(on - timedelta(days=number * _DAYS_OF[match["unit"]]), on, text)
    return Span(_months_before(on, number * (12 if match["unit"] == "年" else 1)), on, text)


def _named_span(text: str, on: date) -> Span:
    if text in {"今天", "昨天"}:
        day = on - timedelta(days=text == "昨天")
        return Span(day, day, text)
    if text.endswith("月"):
        first = _months_before(on.replace(day=1), 0 if text == "本月" else 1)
        return Span(first, first.replace(day=monthrange(first.year, first.month)[1]), text)
    year = on.year - ("今年", "去年", "前年").index(text)
    return Span(date(year, 1, 1), date(year, 12, 31), text)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
