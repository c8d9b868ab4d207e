"""The reply clock of the Regulation on Open Government Information 「条例」, articles 30, 31, 33 and 35.

The day of receipt never counts. A consultation of third parties or other organs suspends: the day the letter is
sent is still consumed, the day the opinion comes back is not, the next day counts again. A correction or a paid fee
restarts the whole term; an extension adds to it. The law says only that the time of consultation "does not count";
which of its two boundary days stands still is our reading, and ``Suspension.covers`` is the one place that holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.kernel.rules.terms import REPLY_EXTENSION_WORKDAYS, REPLY_WORKDAYS
from portal.kernel.rules.workdays import ONE_DAY, DayNote, DueDate, WorkCalendar

__all__ = ["DayNote", "Extension", "ReplyTerm", "Restart", "Suspension", "count", "explain", "reckon"]

THIRD_PARTY_PAUSE = "征求第三方意见期间不计算（条例第三十三条）"
OTHER_ORGAN_PAUSE = "征求其他机关意见期间不计算（条例第三十三条）"
STILL_SUSPENDED = "征求意见尚未结束，期限顺延，暂定"


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time that does not count, (started_on, ended_on]; without an end it still runs."""

    started_on: date
    ended_on: date | None = None
    reason: str = THIRD_PARTY_PAUSE

    def covers(self, day: date) -> bool:
        return self.started_on < day and (self.ended_on is None or day <= self.ended_on)

    def closed(self, as_of: date | None) -> "Suspension":
        """The same time as it stands on ``as_of``, for a count that cannot wait for its end."""
        if self.ended_on is not None:
            return self
        return Suspension(self.started_on, max(as_of or self.started_on, self.started_on), self.reason)


@dataclass(frozen=True, slots=True)
class Extension:
    """The one extension 「延期」 of article 33, decided before the term ends."""

    granted_on: date
    workdays: int = REPLY_EXTENSION_WORKDAYS

    def __post_init__(self) -> None:
        if not 1 <= self.workdays <= REPLY_EXTENSION_WORKDAYS:
            raise ValueError(f"延长的期限应当为1至{REPLY_EXTENSION_WORKDAYS}个工作日（条例第三十三条）")


@dataclass(frozen=True, slots=True)
class Restart:
    """A day from which the whole term runs anew: the corrected application, or the fee paid."""

    on: date
    cause: Literal["correction", "fee"]


@dataclass(frozen=True, slots=True)
class ReplyTerm:
    """All facts that decide when a reply is due."""

    received_on: date
    suspensions: tuple[Suspension, ...] = ()
    extension: Extension | None = None
    restarts: tuple[Restart, ...] = ()
    workdays: int = REPLY_WORKDAYS

    @property
    def last_restart(self) -> Restart | None:
        return max(self.restarts, key=lambda restart: restart.on, default=None)

    @property
    def started_on(self) -> date:
        return self.last_restart.on if self.last_restart else self.received_on

    @property
    def running_suspensions(self) -> tuple[Suspension, ...]:
        """Those that still matter: a restart forgets what lay before it."""
        return tuple(each for each in self.suspensions if each.started_on >= self.started_on)

    @property
    def running_extension(self) -> Extension | None:
        if self.extension and self.extension.granted_on >= self.started_on:
            return self.extension
        return None

    @property
    def total_workdays(self) -> int:
        return self.workdays + (self.running_extension.workdays if self.running_extension else 0)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the clock says: from when, how many working days, until when, and every day on the way."""

    started_on: date
    workdays: int
    due: DueDate
    days: tuple[DayNote, ...]


def count(
    start: date,
    workdays: int,
    calendar: WorkCalendar,
    suspensions: Sequence[Suspension] = (),
    *,
    as_of: date | None = None,
) -> DueDate:
    """The due date of ``workdays`` counted from the day after ``start``.

    A suspension that still runs is taken to end on ``as_of``; the answer is then the earliest possible date and
    marked provisional.
    """
    if not suspensions:
        return calendar.after(start, workdays=workdays)
    closed = _closed(suspensions, as_of)
    left, day = workdays, start
    calendar.after(start, workdays=workdays)
    while left:
        day += ONE_DAY
        if calendar.counts(day) and not _pause(day, closed):
            left -= 1
    due = calendar.mark(DueDate(day), since=start)
    if _interrupted(suspensions, due.on):
        return DueDate(due.on, provisional=True, reason="；".join(filter(None, (STILL_SUSPENDED, due.reason))))
    return due


def explain(
    start: date,
    workdays: int,
    calendar: WorkCalendar,
    suspensions: Sequence[Suspension] = (),
    *,
    as_of: date | None = None,
) -> tuple[DayNote, ...]:
    """Every day from ``start`` to the due date that ``count`` gives, counted or skipped and why."""
    closed = _closed(suspensions, as_of)
    return calendar.explain(start, workdays=workdays, suspended=lambda day: _pause(day, closed))


def reckon(term: ReplyTerm, calendar: WorkCalendar, *, as_of: date | None = None) -> Reckoning:
    """The due date of a request and the day-by-day account of it, from all that happened to its clock."""
    suspensions = term.running_suspensions
    due = count(term.started_on, term.total_workdays, calendar, suspensions, as_of=as_of)
    days = explain(term.started_on, term.total_workdays, calendar, suspensions, as_of=as_of)
    return Reckoning(term.started_on, term.total_workdays, due, tuple(_worded(note, term) for note in days))


def _worded(note: DayNote, term: ReplyTerm) -> DayNote:
    """The day's reason in the words of what happened to this clock: a restart or an extension."""
    reason = note.reason
    if note.kind == "start" and term.last_restart:
        reason = {
            "correction": "收到补正后的申请，自次日起重新计算（条例第三十条）",
            "fee": "申请人缴纳费用，自次日起重新计算（信息处理费管理办法）",
        }[term.last_restart.cause]
    elif note.counted and note.number is not None and note.number > term.workdays:
        reason = f"{reason}；延期第{note.number - term.workdays}个工作日（条例第三十三条）"
    return DayNote(note.day, note.counted, note.number, note.kind, reason)


def _closed(suspensions: Sequence[Suspension], as_of: date | None) -> tuple[Suspension, ...]:
    return tuple(each.closed(as_of) for each in suspensions)


def _pause(day: date, suspensions: Sequence[Suspension]) -> str:
    return next((each.reason for each in suspensions if each.covers(day)), "")


def _interrupted(suspensions: Sequence[Suspension], due_on: date) -> bool:
    """Whether a consultation that has not ended keeps the date from being firm."""
    return any(each.ended_on is None and each.started_on < due_on for each in suspensions)
