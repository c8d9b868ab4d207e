"""A yearly arrangement as people type it: one line per holiday or make-up day, the rest follows from the week."""

import csv
import io
from datetime import date, timedelta

from portal.kernel.rules.workdays import CalendarDay, DayKind, plain_kind

KINDS = {
    "放假": DayKind.HOLIDAY,
    "休": DayKind.HOLIDAY,
    "上班": DayKind.MAKE_UP,
    "班": DayKind.MAKE_UP,
    "调休上班": DayKind.MAKE_UP,
}
HEADER_WORDS = {"日期", "date", "day"}
MAX_BYTES = 1024 * 1024
DECEMBER = 12
COLUMNS = 4
NAME_LENGTH, NOTICE_LENGTH = 60, 120  # the widths of the columns


class BadArrangement(Exception):
    """The table cannot be an arrangement of that year; every fault has its line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("；".join(faults))
        self.faults = faults


def decode(raw: bytes) -> str:
    """Text of an uploaded table, as spreadsheets in this country save it: UTF-8 or GB 18030."""
    if len(raw) > MAX_BYTES:
        raise BadArrangement(["文件过大，节假日安排表不应超过1MB"])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadArrangement(["文件编码不能识别，请另存为UTF-8编码的CSV"])


def parse_arrangement(text: str, *, year: int, notice: str = "") -> tuple[CalendarDay, ...]:
    """All days of the year, and those of the December before that its notice changes.

    Columns: 日期, 类别 (放假 or 上班), 节假日名称, 文号; ``notice`` stands in where a line names none.
    """
    faults: list[str] = []
    arranged: dict[date, CalendarDay] = {}
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise BadArrangement([f"不是有效的CSV文件：{error}"]) from None
    for line, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (line == 1 and cells[0].lower() in HEADER_WORDS):
            continue
        try:
            entry = _entry(cells, year, notice)
        except ValueError as fault:
            faults.append(f"第{line}行：{fault}")
            continue
        if entry.day in arranged:
            faults.append(f"第{line}行：{entry.day}重复出现")
        arranged[entry.day] = entry
    if not arranged and not faults:
        faults.append("表中没有任何放假或者上班的日期")
    if faults:
        raise BadArrangement(faults)
    return _whole_year(year, arranged)


def _entry(cells: list[str], year: int, default_notice: str) -> CalendarDay:
    typed, word, name, notice = (cells + [""] * COLUMNS)[:COLUMNS]
    try:
        day = date.fromisoformat(typed.replace("/", "-"))
    except ValueError:
        raise ValueError(f"“{typed}”不是日期，应写作{year}-01-01") from None
    if day.year != year and not (day.year == year - 1 and day.month == DECEMBER):
        raise ValueError(f"{day}不属于{year}年的安排")
    kind = KINDS.get(word)
    if kind is None:
        raise ValueError(f"类别“{word}”应为“放假”或者“上班”")
    if kind is DayKind.MAKE_UP and plain_kind(day) is DayKind.WORKDAY:
        raise ValueError(f"{day}本来就是工作日，不能标为上班")
    if len(name) > NAME_LENGTH or len(notice) > NOTICE_LENGTH:
        raise ValueError("节假日名称或者文号过长")
    return CalendarDay(day, kind, name, notice or default_notice)


def _whole_year(year: int, arranged: dict[date, CalendarDay]) -> tuple[CalendarDay, ...]:
    start = date(year, 1, 1)
    days = (start + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - start).days))
    december = [entry for day, entry in sorted(arranged.items()) if day.year < year]
    return (*december, *(arranged.get(day, CalendarDay(day, plain_kind(day))) for day in days))
