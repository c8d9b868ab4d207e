"""Questions about the calendar and the ledger."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from portal.kernel.deadlines.models import CalendarRevision, Deadline, WorkCalendarDay
from portal.kernel.deadlines.models.deadline import DeadlineQuerySet
from portal.kernel.deadlines.rules.ladder import Light
from portal.kernel.deadlines.rules.ladder import light as light_of
from portal.kernel.rules.terms import REPLY_WORKDAYS
from portal.kernel.rules.workdays import CalendarDay, DayKind, DayNote, DueDate, WorkCalendar

LONGEST_TERM = 250
LATEST_RECEIPT = date(2099, 12, 31)


class CannotExplain(Exception):
    """The question cannot be answered; ``field`` says which of its two parts is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class DueExplanation:
    """A due date with the account of every day that leads to it."""

    received: date
    workdays: int
    due: DueDate
    days: tuple[DayNote, ...]


@dataclass(slots=True)
class _Loaded:
    """The calendar this process has read, and the revision it stands for."""

    token: UUID | None = None
    calendar: WorkCalendar | None = None


_loaded = _Loaded()


def revision() -> UUID | None:
    """The state of the calendar now in force; it changes with every edit, whoever makes it."""
    return CalendarRevision.objects.values_list("token", flat=True).first()


def calendar() -> WorkCalendar:
    """The calendar now in force: one small query, and the days again only when they changed."""
    token = revision()
    if _loaded.calendar is None or token is None or _loaded.token != token:
        # The token is read first: days that change in between are read again next time.
        fresh = WorkCalendar(_stored_days())
        _loaded.token, _loaded.calendar = token, fresh
        return fresh
    return _loaded.calendar


def explain_due(received: date, workdays: int = REPLY_WORKDAYS) -> DueExplanation:
    """The due date and every day on the way; raises CannotExplain with a sentence for people."""
    known = calendar()
    if received < known.first:
        raise CannotExplain("received", f"收到日期不能早于{known.first.year}年1月1日，此前的工作日历没有收录")
    if received > LATEST_RECEIPT:
        raise CannotExplain("received", f"收到日期不能晚于{LATEST_RECEIPT.year}年")
    if not 1 <= workdays <= LONGEST_TERM:
        raise CannotExplain("workdays", f"工作日数应当在1至{LONGEST_TERM}之间")
    return DueExplanation(
        received,
        workdays,
        known.after(received, workdays=workdays),
        known.explain(received, workdays=workdays),
    )


def lights(deadline: Deadline, today: date) -> Light:
    """How a deadline stands: green, amber, red, overdue, paused or closed, with its working days."""
    remaining = calendar().between(today, deadline.due_on)
    if not deadline.is_open:
        return Light("closed", remaining, "已办结" if deadline.met_at else "已取消")
    if deadline.paused_at:
        return Light("paused", remaining, "期限中止")
    return light_of(deadline.due_on, today, calendar())


def open_deadlines_of(subject: models.Model) -> DeadlineQuerySet:
    """What runs for one thing, the most urgent first."""
    return Deadline.objects.about(subject).open().order_by("due_on", "pk")


def open_deadlines_for(user: models.Model) -> DeadlineQuerySet:
    """What one person has to see to, the most urgent first."""
    return (
        Deadline.objects.handled_by(user).open().select_related("department", "subject_type").order_by("due_on", "pk")
    )


def _stored_days() -> list[CalendarDay]:
    rows = WorkCalendarDay.objects.order_by("day").values_list("day", "kind", "name", "notice")
    return [CalendarDay(day, DayKind(kind), name, notice) for day, kind, name, notice in rows]
