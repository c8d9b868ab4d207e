"""Giving a request to a department, which must claim it: nothing lies unclaimed."""

from datetime import datetime

from django.db import transaction

from portal.kernel.people.models import Department, User
from requests_app.models import InformationRequest
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import EventKind, Verb
from requests_app.services import clock
from requests_app.services.record import audited, day_of, locked, note


@transaction.atomic
def assign(*, request: InformationRequest, department: Department, by: User, at: datetime) -> InformationRequest:
    """Assigns or reassigns; whoever had claimed the request no longer holds it."""
    request = locked(request)
    before = request.state
    request.state = LIFECYCLE.target_of(Verb.ASSIGN, state=before)
    request.department, request.assigned_at, request.assigned_by = department, at, by
    request.claimed_at = request.claimed_by = None
    request.save(update_fields=["state", "department", "assigned_at", "assigned_by", "claimed_at", "claimed_by"])
    note(request, EventKind.ASSIGNED, on=day_of(at), by=by, at=at, text=department.name)
    clock.hand_over(request, by=by, at=at)
    audited(Verb.ASSIGN, request, before=before, by=by, at=at, department=department.pk)
    return request


@transaction.atomic
def claim(*, request: InformationRequest, by: User, at: datetime) -> InformationRequest:
    """A clerk of the department takes the request on his desk."""
    request = locked(request)
    before = request.state
    request.state = LIFECYCLE.target_of(Verb.CLAIM, state=before)
    request.claimed_at, request.claimed_by = at, by
    request.save(update_fields=["state", "claimed_at", "claimed_by"])
    note(request, EventKind.CLAIMED, on=day_of(at), by=by, at=at)
    clock.hand_over(request, by=by, at=at)
    audited(Verb.CLAIM, request, before=before, by=by, at=at)
    return request
