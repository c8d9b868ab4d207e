"""Days as Chinese documents write them: 2024年5月20日, 2024-05-20, 二〇二四年五月二十日."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

FOUNDED_ON = date(1949, 10, 1)

_NUMERAL = "[\u3007\u25cb\uff2fO零一二三四五六七八九十]"
DAY = (
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日)"
)
_DAY = re.compile(DAY)
_VALUES = {
    **dict(zip("\u3007\u25cb\uff2fO零", "00000", strict=True)),
    **{c: str(n) for n, c in enumerate("一二三四五六七八九", 1)},
}


def find_days(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """Every day written in the text that exists and is not before 1949-10-01."""
    for match in _DAY.finditer(text):
        day = read_day(match[0])
        if day is not None:
            yield match, day


def first_day(text: str) -> date | None:
    return next((day for _match, day in find_days(text)), None)


def read_day(text: str) -> date | None:
    """The day a text consists of; None when there is no such day."""
    parts = re.findall(rf"\d+|{_NUMERAL}+", text)
    if len(parts) != 3:
        return None
    numbers = [_number(part, is_year=at == 0) for at, part in enumerate(parts)]
    try:
        day = date(*numbers)
    except ValueError:
        return None
    return day if day >= FOUNDED_ON else None


def _number(text: str, *, is_year: bool) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    if is_year or "十" not in text:
        return int("".join(_VALUES.get(character, "") for character in text) or 0)
    tens, ones = text.split("十", 1)
    return 10 * int(_VALUES.get(tens, "1")) + int(_VALUES.get(ones, "0"))


def years_after(day: date, years: int) -> date:
    """The last day of a term of so many years that begins on `day`."""
    try:
        anniversary = day.replace(year=day.year + years)
    except ValueError:
        anniversary = date(day.year + years, 3, 1)
    return anniversary - timedelta(days=1)
