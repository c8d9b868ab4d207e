"""The calendar strip: the days of a statutory term, laid out month by month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.kernel.rules.clock import DayNote

# Word of each kind, and the sign that stands in the cell where no number does.
WORDS = {
    "start": ("收到当日，不计入", "收"),
    "counted": ("计入", ""),
    "make_up": ("调休上班，计入", "班"),
    "due": ("到期日", ""),
    "weekend": ("周末", "–"),
    "holiday": ("节假日", "休"),
    "suspended": ("暂停计时", "停"),
}
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class StripDay:
    """One cell: the day, how it is drawn and the sentence that says why."""

    day: date
    kind: str
    number: int | None
    sign: str
    reason: str
    is_today: bool
    is_first: bool

    @property
    def classes(self) -> str:
        """CSS classes; the first cell of a month says where its row begins."""
        place = f" from-{self.day.day} weekday-{self.day.isoweekday()}" if self.is_first else ""
        return f"day day-{self.kind.replace('_', '-')}{' day-today' if self.is_today else ''}{place}"

    @property
    def word(self) -> str:
        """The word of its kind."""
        return WORDS[self.kind][0]

    @property
    def sentence(self) -> str:
        """What is said when the day is pointed at, and read aloud."""
        numbered = f"第{self.number}个工作日。" if self.number else ""
        weekday = f"星期{WEEKDAYS[self.day.weekday()]}"
        today = "今天。" if self.is_today else ""
        return f"{self.day.month}月{self.day.day}日（{weekday}）：{today}{numbered}{self.reason or WORDS[self.kind][0]}"


@dataclass(frozen=True, slots=True)
class StripMonth:
    """One row of the strip."""

    label: str
    days: tuple[StripDay, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend with how many days it covers."""

    kind: str
    word: str
    sign: str

    @property
    def classes(self) -> str:
        return f"day-key day-{self.kind.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything the calendar-strip component draws."""

    months: tuple[StripMonth, ...]
    legend: tuple[LegendEntry, ...]


def lay_out(notes: Iterable[DayNote], today: date | None = None) -> Strip:
    """The strip of a term explained day by day."""
    notes = tuple(notes)
    months: list[StripMonth] = []
    for (year, month), days in groupby(notes, key=lambda note: (note.day.year, note.day.month)):
        label = f"{year}年{month}月" if not months or month == 1 else f"{month}月"
        months.append(StripMonth(label, tuple(_cell(n, i == 0, today) for i, n in enumerate(days))))
    return Strip(tuple(months), _legend(notes))


def _legend(notes: tuple[DayNote, ...]) -> tuple[LegendEntry, ...]:
    """Every kind that occurs; the days counted add up to the term, whatever kind they are drawn as."""
    tally = Counter(str(note.kind) for note in notes)
    counted = sum(note.counted for note in notes)
    words = {
        "start": "收到当日，不计入",
        "counted": f"计入，共 {counted} 个工作日",
        "make_up": f"其中调休上班 {tally['make_up']} 天",
        "due": "到期日",
        "weekend": f"周末 {tally['weekend']} 天，不计入",
        "holiday": f"节假日 {tally['holiday']} 天，不计入",
        "suspended": f"暂停计时 {tally['suspended']} 天，不计入",
    }
    return tuple(LegendEntry(kind, words[kind], sign) for kind, (_, sign) in WORDS.items() if tally[kind])


def _cell(note: DayNote, is_first: bool, today: date | None) -> StripDay:
    kind = str(note.kind)
    return StripDay(note.day, kind, note.number, WORDS[kind][1], note.reason, note.day == today, is_first)
