"""Counting working days 「工作日」 with make-up days 「调休」, as the yearly State Council arrangements fix them.

A calendar knows the days it was given and nothing else. Beyond its last day it counts Monday to Friday and says
so: the date it returns is provisional, with the year whose arrangement is missing.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

ONE_DAY = timedelta(days=1)
SATURDAY = 5

NoteKind = Literal["counted", "weekend", "holiday", "make_up", "suspended", "start", "due"]


class CalendarUnknown(Exception):
    """The day lies outside the years whose arrangement is loaded."""


class DayKind(StrEnum):
    """What a calendar day is: 工作日, 调休上班, 周末, 放假."""

    WORKDAY = "workday"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    @property
    def is_workday(self) -> bool:
        return self in {DayKind.WORKDAY, DayKind.MAKE_UP}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the calendar; ``name`` is the holiday it belongs to, ``notice`` the number of the arrangement."""

    day: date
    kind: DayKind
    name: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date 「期限」; provisional while the arrangement it needs is not published, with the reason."""

    on: date
    provisional: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day between receipt and due date: whether it was counted, as which day, and why."""

    day: date
    counted: bool
    number: int | None
    kind: NoteKind
    reason: str


def plain_kind(day: date) -> DayKind:
    """What a day is when no arrangement says otherwise."""
    return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKDAY


def missing_years(years: Iterable[int]) -> str:
    """The sentence that goes with a provisional date."""
    named = "、".join(f"{year}年" for year in sorted(set(years)))
    return f"{named}节假日安排尚未公布，暂定"


class WorkCalendar:
    """An unbroken run of known days, looked up by bisection."""

    __slots__ = ("_days", "_workdays", "first", "last")

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._days = tuple(sorted(days, key=lambda each: each.day))
        if not self._days:
            raise CalendarUnknown("工作日历为空，请先载入节假日安排")
        self.first = self._days[0].day
        self.last = self._days[-1].day
        if (self.last - self.first).days + 1 != len(self._days):
            raise ValueError("工作日历有缺漏或者重复的日期")
        self._workdays = tuple(each.day for each in self._days if each.kind.is_workday)

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def entry(self, day: date) -> CalendarDay:
        """The known day; raises CalendarUnknown outside the loaded years."""
        if not self.covers(day):
            raise CalendarUnknown(self._unknown(day))
        return self._days[(day - self.first).days]

    def kind(self, day: date) -> DayKind:
        return self.entry(day).kind

    def name(self, day: date) -> str:
        return self.entry(day).name

    def is_workday(self, day: date) -> bool:
        return self.entry(day).kind.is_workday

    def counts(self, day: date) -> bool:
        """Whether the day counts, Monday to Friday standing in for an arrangement that is not out yet."""
        if day > self.last:
            return day.weekday() < SATURDAY
        return self.is_workday(day)

    def after(self, day: date, *, workdays: int) -> DueDate:
        """The working day on which ``workdays`` days have passed; ``day`` itself never counts."""
        if workdays < 1:
            raise ValueError("工作日数应当大于零")
        if day < self.first:
            raise CalendarUnknown(self._unknown(day))
        index = bisect_right(self._workdays, day) + workdays - 1
        if index < len(self._workdays):
            return DueDate(self._workdays[index])
        missing = workdays - max(0, len(self._workdays) - bisect_right(self._workdays, day))
        start = max(day, self.last)
        on = _plain_after(start, missing)
        return self.mark(DueDate(on), since=start)

    def certain_after(self, day: date, *, workdays: int) -> date:
        """Like ``after``, but raises CalendarUnknown instead of answering provisionally."""
        due = self.after(day, workdays=workdays)
        if due.provisional:
            raise CalendarUnknown(due.reason)
        return due.on

    def next_workday(self, day: date) -> date:
        """The first working day after ``day``; raises CalendarUnknown when that is not known."""
        return self.certain_after(day, workdays=1)

    def between(self, a: date, b: date) -> int:
        """Working days in (a, b], negative when b comes first; unknown later days count Monday to Friday."""
        if b < a:
            return -self.between(b, a)
        return self._running(b) - self._running(a)

    def mark(self, due: DueDate, *, since: date) -> DueDate:
        """The same date, provisional when it had to count unknown days after ``since``."""
        if due.on <= self.last:
            return due
        first_guess = max(since, self.last) + ONE_DAY
        return DueDate(due.on, provisional=True, reason=missing_years(range(first_guess.year, due.on.year + 1)))

    def explain(
        self, start: date, *, workdays: int, suspended: Callable[[date], str] = lambda _: ""
    ) -> tuple[DayNote, ...]:
        """Every day from ``start`` to the due date; ``suspended`` gives the reason why a day stands still, or ''."""
        if workdays < 1:
            raise ValueError("工作日数应当大于零")
        if start < self.first:
            raise CalendarUnknown(self._unknown(start))
        notes = [DayNote(start, counted=False, number=None, kind="start", reason="收到当日不计入，自次日起算")]
        number, day = 0, start
        while number < workdays:
            day += ONE_DAY
            pause = suspended(day) if self.counts(day) else ""
            if self.counts(day) and not pause:
                number += 1
            notes.append(self._note(day, number=number, last=number == workdays, pause=pause))
        return tuple(notes)

    def _note(self, day: date, *, number: int, last: bool, pause: str) -> DayNote:
        kind = self._days[(day - self.first).days].kind if day <= self.last else plain_kind(day)
        reason = self.reason(day)
        if not kind.is_workday:
            return DayNote(
                day, counted=False, number=None, kind="holiday" if kind is DayKind.HOLIDAY else "weekend", reason=reason
            )
        if pause:
            return DayNote(day, counted=False, number=None, kind="suspended", reason=pause)
        if last:
            return DayNote(day, counted=True, number=number, kind="due", reason=f"{reason}，期限届满")
        return DayNote(
            day,
            counted=True,
            number=number,
            kind="make_up" if kind is DayKind.MAKE_UP else "counted",
            reason=reason,
        )

    def reason(self, day: date) -> str:
        """Why the day counts or does not, in the words of the yearly arrangement."""
        if day > self.last:
            plain = "周末" if plain_kind(day) is DayKind.WEEKEND else "工作日"
            return f"{plain}（{day.year}年节假日安排尚未公布，暂按周一至周五计）"
        entry = self.entry(day)
        match entry.kind:
            case DayKind.WORKDAY:
                return "工作日"
            case DayKind.WEEKEND:
                return "周末"
            case DayKind.MAKE_UP:
                return f"调休上班（{entry.name}）" if entry.name else "调休上班"
            case DayKind.HOLIDAY:
                return f"{entry.name}放假" if entry.name else "放假"

    def _running(self, day: date) -> int:
        if day < self.first:
            raise CalendarUnknown(self._unknown(day))
        if day <= self.last:
            return bisect_right(self._workdays, day)
        return len(self._workdays) + _plain_between(self.last, day)

    def _unknown(self, day: date) -> str:
        if day < self.first:
            return f"工作日历自{self.first.year}年起，不能计算{day.year}年的日期"
        return missing_years([day.year])


def _plain_between(a: date, b: date) -> int:
    """Mondays to Fridays in (a, b]."""
    weeks, rest = divmod((b - a).days, 7)
    return weeks * 5 + sum((a + timedelta(days=step)).weekday() < SATURDAY for step in range(1, rest + 1))


def _plain_after(day: date, workdays: int) -> date:
    while workdays:
        day += ONE_DAY
        workdays -= day.weekday() < SATURDAY
    return day
