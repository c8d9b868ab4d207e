"""Opening, moving, pausing and closing a deadline; a deadline is named by itself or by its subject and kind."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from portal.kernel.audit import services as audit
from portal.kernel.deadlines import kinds
from portal.kernel.deadlines.models import Deadline
from portal.kernel.people.models import Department, User
from portal.kernel.rules.workdays import DueDate


class AlreadyRunning(Exception):
    """A deadline of this kind already runs for the thing."""


class NotRunning(Exception):
    """No deadline of this kind runs for the thing, or it is not in the state the verb needs."""


class DeadlineClosed(Exception):
    """The deadline was met or cancelled before."""


@transaction.atomic
def open(  # noqa: A001 - the verb of the ledger
    *,
    kind: str,
    subject: models.Model,
    due: DueDate,
    title: str,
    department: Department | None,
    handler: User | None,
    by: User | None,
    at: datetime,
) -> Deadline:
    """Enter a term in the ledger; ``title`` is read in mails and must not contain personal data."""
    registered = kinds.get(kind)
    deadline, created = Deadline.objects.get_or_create(
        kind=kind,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=str(subject.pk),
        met_at=None,
        cancelled_at=None,
        defaults={
            "title": title[:200],
            "basis": registered.basis,
            "department": department,
            "handler": handler,
            "due_on": due.on,
            "provisional": due.provisional,
            "provisional_reason": due.reason,
            "due_set_at": at,
            "opened_at": at,
            "opened_by": by,
        },
    )
    if not created:
        raise AlreadyRunning(f"“{registered.label}”已经开始计算，不能重复设定")
    audit.record(verb="deadlines.open", target=deadline, by=by, at=at, after=_state_of(deadline), note=registered.label)
    return deadline


@transaction.atomic
def move(
    *,
    due: DueDate,
    by: User | None,
    at: datetime,
    reason: str,
    deadline: Deadline | None = None,
    subject: models.Model | None = None,
    kind: str = "",
) -> Deadline:
    """Set another due date; the same date again is recorded with its reason and keeps its version and reminders."""
    found = _lock(deadline, subject, kind)
    before = _state_of(found)
    _set_due(found, due, at)
    found.save(update_fields=DUE_FIELDS)
    audit.record(verb="deadlines.move", target=found, by=by, at=at, before=before, after=_state_of(found), note=reason)
    return found


@transaction.atomic
def pause(
    *,
    by: User | None,
    at: datetime,
    deadline: Deadline | None = None,
    subject: models.Model | None = None,
    kind: str = "",
) -> Deadline:
    """Stop the clock: nothing is reminded until it runs again."""
    found = _lock(deadline, subject, kind)
    if found.paused_at:
        raise NotRunning("该期限已经中止")
    found.paused_at, found.paused_by = at, by
    found.save(update_fields=["paused_at", "paused_by"])
    audit.record(verb="deadlines.pause", target=found, by=by, at=at)
    return found


@transaction.atomic
def resume(
    *,
    due: DueDate,
    by: User | None,
    at: datetime,
    deadline: Deadline | None = None,
    subject: models.Model | None = None,
    kind: str = "",
) -> Deadline:
    """Let the clock run again, until the date the rules give for the interrupted term."""
    found = _lock(deadline, subject, kind)
    if not found.paused_at:
        raise NotRunning("该期限没有中止")
    before = _state_of(found)
    found.paused_at, found.paused_by = None, None
    _set_due(found, due, at)
    found.save(update_fields=[*DUE_FIELDS, "paused_at", "paused_by"])
    audit.record(verb="deadlines.resume", target=found, by=by, at=at, before=before, after=_state_of(found))
    return found


@transaction.atomic
def meet(
    *,
    by: User | None,
    at: datetime,
    deadline: Deadline | None = None,
    subject: models.Model | None = None,
    kind: str = "",
) -> Deadline:
    """Note that what was due is done."""
    found = _lock(deadline, subject, kind)
    found.met_at, found.met_by = at, by
    found.save(update_fields=["met_at", "met_by"])
    audit.record(verb="deadlines.meet", target=found, by=by, at=at, after=_state_of(found))
    return found


@transaction.atomic
def cancel(
    *,
    reason: str,
    by: User | None,
    at: datetime,
    deadline: Deadline | None = None,
    subject: models.Model | None = None,
    kind: str = "",
) -> Deadline:
    """Strike the term: the thing it ran for needs it no longer."""
    found = _lock(deadline, subject, kind)
    found.cancelled_at, found.cancelled_by, found.cancellation_reason = at, by, reason[:200]
    found.save(update_fields=["cancelled_at", "cancelled_by", "cancellation_reason"])
    audit.record(verb="deadlines.cancel", target=found, by=by, at=at, note=reason)
    return found


@transaction.atomic
def reassign(
    *,
    department: Department | None,
    handler: User | None,
    by: User | None,
    at: datetime,
    deadline: Deadline | None = None,
    subject: models.Model | None = None,
    kind: str = "",
) -> Deadline:
    """Give the term to another department or person, who is reminded from now on."""
    found = _lock(deadline, subject, kind)
    before = {"department": found.department_id, "handler": found.handler_id}
    found.department, found.handler = department, handler
    found.save(update_fields=["department", "handler"])
    after = {"department": found.department_id, "handler": found.handler_id}
    audit.record(verb="deadlines.reassign", target=found, by=by, at=at, before=before, after=after)
    return found


DUE_FIELDS = ["due_on", "provisional", "provisional_reason", "version", "due_set_at"]


def _set_due(deadline: Deadline, due: DueDate, at: datetime) -> None:
    if due.on != deadline.due_on:
        deadline.version += 1
        deadline.due_set_at = at
    deadline.due_on = due.on
    deadline.provisional = due.provisional
    deadline.provisional_reason = due.reason


def _lock(deadline: Deadline | None, subject: models.Model | None, kind: str) -> Deadline:
    """The open deadline that is meant, locked."""
    rows = Deadline.objects.select_for_update(of=("self",))
    if deadline is not None:
        found = rows.get(pk=deadline.pk)
        if not found.is_open:
            raise DeadlineClosed("该期限已经办结或者取消")
        return found
    if subject is None or not kind:
        raise TypeError("name a deadline, or its subject and kind")
    about = rows.open().about(subject).filter(kind=kind).first()
    if about is None:
        raise NotRunning(f"“{kinds.label_of(kind)}”没有在计算中的期限")
    return about


def _state_of(deadline: Deadline) -> dict[str, Any]:
    return {
        "due_on": deadline.due_on,
        "provisional": deadline.provisional,
        "version": deadline.version,
        "paused": deadline.paused_at is not None,
    }
