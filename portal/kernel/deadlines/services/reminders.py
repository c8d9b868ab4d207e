"""The reminder sweep: what is due to be said by now, minus what was said.

It looks at the state, never at a window of time, so an outage of any length loses nothing and a second run finds
nothing. Two guards make a step happen once however many runners race: a deadline that another runner holds is left
to it, and the unique (deadline, version, step) lets only one claim stand. Claim and letter share a transaction.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Min, OuterRef, Subquery

from portal.kernel.deadlines import kinds, selectors
from portal.kernel.deadlines.models import Deadline, Reminder
from portal.kernel.deadlines.rules.ladder import HORIZON, steps_due, words_for
from portal.kernel.delivery.letters import UnknownLetter
from portal.kernel.delivery.services import Recipient, post
from portal.kernel.people.models import Duty, User
from portal.kernel.people.selectors import users_holding
from portal.kernel.rules.workdays import WorkCalendar

logger = logging.getLogger(__name__)

BATCH = 100
OFFICE_TIME = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class _Claim:
    """One step of one deadline that this runner may act upon."""

    deadline_id: int
    version: int
    step: int


class _AddressBook:
    """Who hears of a deadline: its handler, or the heads of its department while nobody claimed it, and the office."""

    def __init__(self) -> None:
        self.office = list(users_holding(Duty.DISCLOSURE_OFFICE))
        self._heads: dict[int | None, list[User]] = {None: []}

    def of(self, deadline: Deadline) -> list[User]:
        first = [deadline.handler] if deadline.handler and deadline.handler.is_active else self._heads_of(deadline)
        return list({user.pk: user for user in (*first, *self.office)}.values())

    def _heads_of(self, deadline: Deadline) -> list[User]:
        if deadline.department_id not in self._heads:
            heads = users_holding(Duty.DEPARTMENT_HEAD, deadline.department)
            self._heads[deadline.department_id] = list(heads)
        return self._heads[deadline.department_id]


def sweep(*, at: datetime) -> int:
    """Send every reminder that is due and not yet sent; the number of deadlines reminded of. Free days are quiet."""
    calendar = selectors.calendar()
    today = at.astimezone(OFFICE_TIME).date()
    if not calendar.counts(today):
        return 0
    waiting = _waiting(calendar, today)
    book = _AddressBook()
    sent = 0
    while batch := list(islice(waiting, BATCH)):
        try:
            sent += _remind(batch, book, calendar, today, at)
        except (DatabaseError, UnknownLetter):
            sent += sum(_remind_alone(key, book, calendar, today, at) for key in batch)
    return sent


def _waiting(calendar: WorkCalendar, today: date) -> Iterator[int]:
    """Keys of running deadlines within the ladder whose most urgent step was not spoken of yet."""
    horizon = calendar.after(today, workdays=HORIZON + 1).on
    last_step = (
        Reminder.objects.filter(deadline=OuterRef("pk"), version=OuterRef("version"))
        .order_by()
        .values("deadline")
        .annotate(least=Min("step"))
        .values("least")
    )
    rows = (
        Deadline.objects.due_by(horizon)
        .annotate(least=Subquery(last_step))
        .order_by("due_on", "pk")
        .values_list("pk", "due_on", "due_set_at", "least")
    )
    for key, due_on, set_at, least in list(rows):
        steps = _steps(calendar, due_on, set_at, today)
        if steps and (least is None or steps[-1] < least):
            yield key


def _remind_alone(key: int, book: _AddressBook, calendar: WorkCalendar, today: date, at: datetime) -> int:
    """One deadline by itself, so that one that cannot be reminded of does not silence its neighbours."""
    try:
        return _remind([key], book, calendar, today, at)
    except (DatabaseError, UnknownLetter):
        logger.exception("deadline_reminder_failed", extra={"deadline_id": key})
        return 0


@transaction.atomic
def _remind(keys: Sequence[int], book: _AddressBook, calendar: WorkCalendar, today: date, at: datetime) -> int:
    locked = (
        Deadline.objects.running()
        .filter(pk__in=keys)
        .select_related("handler", "department")
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    deadlines = {deadline.pk: deadline for deadline in locked}
    people = {key: book.of(deadline) for key, deadline in deadlines.items()}
    claims = _claim(list(deadlines.values()), people, calendar, today, at)
    for claim in claims:
        deadline = deadlines[claim.deadline_id]
        if not people[deadline.pk]:
            logger.error("deadline_without_addressee", extra={"deadline_id": deadline.pk})
        for person in people[deadline.pk]:
            _post(deadline, claim.step, person, calendar, today, at)
    return len(claims)


def _claim(
    deadlines: Sequence[Deadline],
    people: dict[int, list[User]],
    calendar: WorkCalendar,
    today: date,
    at: datetime,
) -> list[_Claim]:
    """Enter all steps that have come; those that were not there before and are the most urgent are ours to send."""
    rows: list[tuple[int, int, int, str, datetime]] = []
    for deadline in deadlines:
        steps = _steps(calendar, deadline.due_on, deadline.due_set_at, today)
        last = Reminder.Outcome.SENT if people[deadline.pk] else Reminder.Outcome.UNADDRESSED
        for step in steps:
            outcome = last if step == steps[-1] else Reminder.Outcome.SKIPPED
            rows.append((deadline.pk, deadline.version, step, outcome.value, at))
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO deadlines_reminder (deadline_id, version, step, outcome, at)"
            " SELECT * FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::text[], %s::timestamptz[])"
            " ON CONFLICT (deadline_id, version, step) DO NOTHING"
            " RETURNING deadline_id, version, step, outcome",
            [list(column) for column in zip(*rows, strict=True)],
        )
        return [_Claim(*row[:3]) for row in cursor.fetchall() if row[3] != Reminder.Outcome.SKIPPED]


def _steps(calendar: WorkCalendar, due_on: date, set_at: datetime, today: date) -> tuple[int, ...]:
    set_on = max(calendar.first, set_at.astimezone(OFFICE_TIME).date())
    return steps_due(
        remaining=calendar.between(today, due_on),
        at_setting=calendar.between(min(set_on, today), due_on),
    )


def _post(deadline: Deadline, step: int, person: User, calendar: WorkCalendar, today: date, at: datetime) -> None:
    """One letter with the neutral title; never anything about the applicant."""
    kind = kinds.find(deadline.kind)
    remaining = calendar.between(today, deadline.due_on)
    post(
        letter=kind.letter if kind else kinds.REMINDER_LETTER,
        to=Recipient(user=person),
        context={
            "title": deadline.title,
            "kind": kinds.label_of(deadline.kind),
            "basis": deadline.basis,
            "due_on": f"{deadline.due_on.year}年{deadline.due_on.month}月{deadline.due_on.day}日",
            "left": words_for(remaining, passed=deadline.due_on < today),
            "provisional": deadline.provisional_reason if deadline.provisional else "",
            "department": deadline.department.name if deadline.department else "",
            "url": f"{settings.SITE_URL.rstrip('/')}/workbench/",
        },
        key=f"reminder:{deadline.pk}:{deadline.version}:{step}:{person.pk}",
        at=at,
        channel="mail" if person.email else "inbox",
    )
