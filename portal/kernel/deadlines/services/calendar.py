"""Changing the calendar: what would move is shown first, and moved with the calendar in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Q

from portal.kernel.audit import services as audit
from portal.kernel.deadlines import kinds, selectors
from portal.kernel.deadlines.models import CalendarRevision, Deadline, WorkCalendarDay
from portal.kernel.deadlines.services import ledger
from portal.kernel.people.models import User
from portal.kernel.rules.arrangements import published_days
from portal.kernel.rules.workdays import CalendarDay, DueDate

BATCH = 1000


class CalendarChanged(Exception):
    """Somebody changed the calendar after the preview was made."""


class CalendarGap(Exception):
    """The days would leave years in between without an arrangement."""


@dataclass(frozen=True, slots=True)
class Move:
    """One open deadline and the date the changed calendar gives it."""

    deadline: Deadline
    due: DueDate

    @property
    def changes_date(self) -> bool:
        return self.due.on != self.deadline.due_on


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of the calendar does to the open deadlines; ``left_alone`` cannot be reckoned by the portal."""

    moves: tuple[Move, ...]
    examined: int
    left_alone: int

    @property
    def moved(self) -> int:
        return sum(move.changes_date for move in self.moves)

    @property
    def confirmed(self) -> int:
        """Deadlines whose provisional date became firm without moving."""
        return len(self.moves) - self.moved


def preview(*, days: Sequence[CalendarDay]) -> Impact:
    """What ``apply`` would do, tried out and undone."""
    with transaction.atomic():
        _write(days)
        impact = _impact_of(days)
        transaction.set_rollback(True)
    return impact


@transaction.atomic
def apply(
    *,
    days: Sequence[CalendarDay],
    by: User | None,
    at: datetime,
    note: str,
    expected_revision: UUID | None = None,
) -> Impact:
    """Put days into the calendar and move every open deadline that depends on them, each with its record."""
    current = CalendarRevision.objects.select_for_update(of=("self",)).filter(pk=1).first()
    if expected_revision and (current is None or current.token != expected_revision):
        raise CalendarChanged("工作日历在预览之后已被修改，请重新预览")
    _write(days)
    impact = _impact_of(days)
    for each in impact.moves:
        ledger.move(deadline=each.deadline, due=each.due, by=by, at=at, reason=f"工作日历调整：{note}")
    last = WorkCalendarDay.objects.get(pk=max(entry.day for entry in days))
    audit.record(
        verb="deadlines.calendar",
        target=last,
        by=by,
        at=at,
        after={"days": len(days), "moved": impact.moved, "confirmed": impact.confirmed},
        note=note,
    )
    return impact


def load_published(*, by: User | None, at: datetime) -> Impact | None:
    """Add the days that the published arrangements have and the calendar lacks; None when it lacks none."""
    known = set(WorkCalendarDay.objects.values_list("day", flat=True))
    missing = [entry for entry in published_days() if entry.day not in known]
    return apply(days=missing, by=by, at=at, note="载入已公布的节假日安排") if missing else None


def seed(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Enter every published day in one statement, with its running number; days that are there stay as they are."""
    rows = list(published_days())
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO deadlines_workcalendarday (day, kind, name, notice, running_number)"
            " SELECT * FROM unnest(%s::date[], %s::text[], %s::text[], %s::text[], %s::int[]) ON CONFLICT DO NOTHING",
            [
                [entry.day for entry in rows],
                [entry.kind.value for entry in rows],
                [entry.name for entry in rows],
                [entry.notice for entry in rows],
                list(accumulate(entry.kind.is_workday for entry in rows)),
            ],
        )


def restore(*, using: str) -> None:
    """Give an emptied calendar its days back."""
    connection = connections[using]
    if WorkCalendarDay._meta.db_table not in connection.introspection.table_names():
        return
    if not WorkCalendarDay.objects.using(using).exists():
        seed(using=using)


def _write(days: Sequence[CalendarDay]) -> None:
    WorkCalendarDay.objects.bulk_create(
        [WorkCalendarDay(day=each.day, kind=each.kind.value, name=each.name, notice=each.notice) for each in days],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["kind", "name", "notice"],
    )
    try:
        selectors.calendar()
    except ValueError:
        first = min(each.day for each in days)
        raise CalendarGap(f"{first.year}年之前还有年份没有载入，请先载入较早年份的安排") from None


def _impact_of(days: Sequence[CalendarDay]) -> Impact:
    """Every open, running deadline that the days may touch, reckoned anew by the calendar now in the transaction."""
    touched = _touched_by(min(each.day for each in days))
    moves: list[Move] = []
    examined = left_alone = 0
    for kind_code, type_id in touched.values_list("kind", "subject_type").distinct().order_by("kind", "subject_type"):
        group = touched.filter(kind=kind_code, subject_type=type_id).order_by("pk")
        kind = kinds.find(kind_code)
        if kind is None or kind.recompute is None:
            left_alone += group.count()
            continue
        subject_type = ContentType.objects.get_for_id(type_id)
        keys = list(group.values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            batch = group.filter(pk__in=keys[start : start + BATCH])
            found = list(batch.select_for_update(of=("self",)))
            subjects = subject_type.get_all_objects_for_this_type(pk__in=[each.subject_id for each in found])
            examined += len(found)
            moves += _moves(found, {str(subject.pk): subject for subject in subjects}, kind.recompute)
    return Impact(tuple(moves), examined, left_alone)


def _moves(
    deadlines: Sequence[Deadline], subjects: dict[str, Any], recompute: Callable[[Any], DueDate]
) -> Iterable[Move]:
    for deadline in deadlines:
        subject = subjects.get(deadline.subject_id)
        if subject is None:
            continue
        due = recompute(subject)
        if (due.on, due.provisional) != (deadline.due_on, deadline.provisional):
            yield Move(deadline, due)


def _touched_by(first: date) -> Any:
    """A date before the first changed day cannot move; paused ones are reckoned when they resume."""
    return Deadline.objects.running().filter(Q(due_on__gte=first) | Q(provisional=True))
