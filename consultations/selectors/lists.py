"""The list of consultations: what is open, what is to come, what is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count

from consultations.models import Consultation, ConsultationQuerySet
from consultations.rules.periods import feedback_due
from consultations.rules.standing import days_left
from consultations.rules.words import Standing
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.rules.workdays import WorkCalendar

#: Open first, the nearest end first; the newest key as tie-breaker.
ORDER = ("rank", "distance", "-pk")


def consultations(*, on: date, at: datetime, reader: Any = None) -> ConsultationQuerySet:
    """Every consultation this reader may see, with its standing on the day and the number of its opinions."""
    things: ConsultationQuerySet = Consultation.objects.public(at=at, to=reader)
    return (
        things.with_rank(on=on, at=at)
        .with_opinion_count()
        .select_related("department")
        .defer("proposal", "drafter_ids")
    )


def listed(*, on: date, at: datetime, reader: Any = None) -> ConsultationQuerySet:
    """The same for lists: without the texts."""
    return consultations(on=on, at=at, reader=reader).defer("proposal", "drafter_ids", "draft", "explanation")


def standing_counts(*, on: date, at: datetime, reader: Any = None) -> dict[str, int]:
    """How many stand where."""
    things: ConsultationQuerySet = Consultation.objects.public(at=at, to=reader)
    rows = things.with_standing(on=on, at=at).order_by().values_list("standing_code").annotate(n=Count("pk"))
    found = dict(rows)
    return {code: found.get(code, 0) for code in Standing.codes()}


@dataclass(frozen=True, slots=True)
class Card:
    """A consultation with its clock, as cards and rows show it."""

    pk: int
    title: str
    url: str
    kind: str
    department: str
    state: str
    days_left: int | None
    opens_on: date
    closes_on: date
    feedback_due_on: date
    opinions: int
    overdue_workdays: int

    @property
    def is_overdue(self) -> bool:
        return self.overdue_workdays > 0


def card_of(thing: Consultation, *, on: date, workdays: int, known: WorkCalendar | None = None) -> Card:
    """The card of a row that came from ``listed``; a list reads the calendar once and hands it in."""
    known = known or calendar()
    due = feedback_due(thing.closes_on, workdays, known)
    state: str = thing.standing_code  # type: ignore[attr-defined]  # annotated by with_standing
    return Card(
        pk=thing.pk,
        title=thing.title,
        url=thing.get_absolute_url(),
        kind=thing.get_kind_display(),
        department=thing.department.name,
        state=state,
        days_left=days_left(closes_on=thing.closes_on, on=on) if state == Standing.OPEN else None,
        opens_on=thing.opens_on,
        closes_on=thing.closes_on,
        feedback_due_on=due.on,
        opinions=thing.opinion_total,  # type: ignore[attr-defined]  # annotated by with_opinion_count
        overdue_workdays=max(known.between(due.on, on), 0) if state == Standing.CLOSED and on > due.on else 0,
    )


def feedback_workdays() -> int:
    """Within how many working days this bureau answers; a setting."""
    return int(settings.DEADLINE_TERMS["comment_feedback_workdays"])


def cards_of(things: Iterable[Consultation], *, on: date, workdays: int) -> tuple[Card, ...]:
    """The cards of rows that came from ``listed``."""
    known = calendar()
    return tuple(card_of(thing, on=on, workdays=workdays, known=known) for thing in things)


def cards(*, on: date, at: datetime, workdays: int, limit: int, reader: Any = None) -> tuple[Card, ...]:
    """The first cards of the list, for pages above."""
    things = listed(on=on, at=at, reader=reader).order_by(*ORDER)[:limit]
    return cards_of(things, on=on, workdays=workdays)
