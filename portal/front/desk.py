"""The questions of the workbench: what is mine today, what is late, what waits for others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Model, OuterRef, Q, Subquery
from django.urls import reverse

from portal.kernel.deadlines.kinds import label_of
from portal.kernel.deadlines.models import Deadline
from portal.kernel.deadlines.models.deadline import DeadlineQuerySet
from portal.kernel.deadlines.rules.ladder import Light, light
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import Duty, User
from portal.kernel.people.permissions import holds
from portal.kernel.publishing import registry
from portal.kernel.publishing.models import Approval, Publishable, SecrecyReview, Version
from portal.kernel.publishing.words import LEVEL_DUTIES, LEVEL_LABELS, Conclusion, Decision, State

# A list longer than this is a list nobody reads; the count says how many there are.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the workbench: what it is, where to do it, how urgent it is."""

    title: str
    what: str
    url: str
    department: str
    due_on: date | None = None
    light: Light | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """A list and its count; the count is that of the list."""

    tasks: tuple[Task, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The three lists of one member of staff."""

    to_do: Pile
    overdue: Pile
    waiting: Pile


def desk_of(user: User, *, today: date) -> Desk:
    """Deadlines and reviews that this person can act on today, what is late, and what he handed in."""
    mine = _deadlines_of(user)
    late, coming = mine.overdue(today), mine.running().exclude(due_on__lt=today)
    reviews = list(_reviews_for(user))
    waiting = list(_handed_in_by(user))
    return Desk(
        to_do=Pile((*_deadline_tasks(coming, today), *reviews[:SHOWN]), coming.count() + len(reviews)),
        overdue=Pile(tuple(_deadline_tasks(late, today)), late.count()),
        waiting=Pile(tuple(waiting[:SHOWN]), len(waiting)),
    )


def _deadlines_of(user: User) -> DeadlineQuerySet:
    open_ones = Deadline.objects.open()
    if holds(user, Duty.DISCLOSURE_OFFICE):
        return open_ones
    theirs = Q(handler=user)
    departments = [
        assignment.department_id or user.department_id
        for assignment in user.duty_assignments.all()
        if assignment.duty in {Duty.CLERK, Duty.DEPARTMENT_HEAD}
    ]
    return open_ones.filter(theirs | Q(department_id__in=[each for each in departments if each]))


def _deadline_tasks(deadlines: DeadlineQuerySet, today: date) -> Iterator[Task]:
    known = calendar()
    for deadline in deadlines.select_related("department", "subject_type").order_by("due_on", "pk")[:SHOWN]:
        yield Task(
            title=deadline.title,
            what=label_of(deadline.kind),
            url=_desk_address(deadline.subject_type, deadline.subject_id),
            department=str(deadline.department or ""),
            due_on=deadline.due_on,
            light=light(deadline.due_on, today, known),
            basis=deadline.basis,
        )


def _reviews_for(user: User) -> Iterator[Task]:
    """What waits for this person's signature or release, over all kinds of publishable things."""
    levels = [level for level, duty in LEVEL_DUTIES.items() if holds(user, duty)]
    secrecy, office = holds(user, Duty.SECRECY_REVIEWER), holds(user, Duty.DISCLOSURE_OFFICE)
    if not (levels or secrecy or office):
        return
    for kind in registry.all_types():
        if secrecy or levels:
            for thing in _submitted(kind.model):
                step = _step_of(thing, kind)
                if step == 0 and secrecy:
                    yield _publishing_task(thing, f"{kind.label}·待保密审查")
                elif step in levels:
                    yield _publishing_task(thing, f"{kind.label}·待{LEVEL_LABELS[step]}审批")
        if office:
            ready = kind.model.objects.filter(state__in=[State.APPROVED, State.FAILED])
            for thing in ready.select_related("department").order_by("submitted_at", "pk"):
                yield _publishing_task(thing, f"{kind.label}·{thing.get_state_display()}，待发布")


def _submitted(model: type[Publishable]) -> Iterable[Publishable]:
    """Things under review with what their latest version has passed, in one query per kind."""
    content_type = ContentType.objects.get_for_model(model)
    latest = Version.objects.filter(subject_type=content_type, subject_id=OuterRef("pk")).order_by("-number")
    passed = SecrecyReview.objects.filter(version=OuterRef("with_version")).exclude(conclusion=Conclusion.REJECT)
    signed = (
        Approval.objects.filter(version=OuterRef("with_version"), decision=Decision.APPROVE)
        .order_by()
        .values("version")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        model.objects.filter(state=State.SUBMITTED)
        .select_related("department")
        .annotate(with_version=Subquery(latest.values("pk")[:1]))
        .annotate(with_secrecy=Exists(passed), with_signatures=Subquery(signed))
        .order_by("submitted_at", "pk")
    )


def _step_of(thing: Publishable, kind: registry.PublishableType) -> int:
    """0 for the secrecy review, else the level that must sign now."""
    return (getattr(thing, "with_signatures", None) or 0) + 1 if getattr(thing, "with_secrecy", False) else 0


def _handed_in_by(user: User) -> Iterator[Task]:
    for kind in registry.all_types():
        own = kind.model.objects.filter(
            submitted_by=user, state__in=[State.SUBMITTED, State.APPROVED, State.SCHEDULED, State.FAILED]
        )
        for thing in own.select_related("department").order_by("submitted_at", "pk"):
            yield _publishing_task(thing, f"{kind.label}·{thing.get_state_display()}")


def _publishing_task(thing: Publishable, what: str) -> Task:
    content_type = ContentType.objects.get_for_model(thing)
    return Task(thing.title, what, _desk_address(content_type, str(thing.pk)), thing.department.label)


def _desk_address(content_type: ContentType, key: str) -> str:
    """The admin page where the thing is worked on."""
    model: type[Model] | None = content_type.model_class()
    if model is None:
        return reverse("admin:index")
    return reverse(f"admin:{content_type.app_label}_{content_type.model}_change", args=[key])
