"""Withdrawing a request and putting its file away."""

from datetime import datetime

from django.db import transaction

from portal.kernel.people.models import User
from requests_app.models import InformationRequest
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import EventKind, Verb
from requests_app.services import clock
from requests_app.services.record import audited, day_of, locked, note


@transaction.atomic
def withdraw(*, request: InformationRequest, reason: str, by: User | None, at: datetime) -> InformationRequest:
    """Ends the request at the applicant's wish (R21); `by` is the clerk who wrote it down, None for the applicant."""
    request = locked(request)
    before = request.state
    request.state = LIFECYCLE.target_of(Verb.WITHDRAW, state=before)
    request.save(update_fields=["state"])
    note(request, EventKind.WITHDRAWN, on=day_of(at), by=by, at=at, text=reason)
    clock.close(request, by=by, at=at)
    audited(Verb.WITHDRAW, request, before=before, by=by, at=at, outcome="R21")
    return request


@transaction.atomic
def archive(*, request: InformationRequest, by: User, at: datetime) -> InformationRequest:
    """Puts the finished file away (条例 45)."""
    request = locked(request)
    before = request.state
    request.state = LIFECYCLE.target_of(Verb.ARCHIVE, state=before)
    request.save(update_fields=["state"])
    note(request, EventKind.ARCHIVED, on=day_of(at), by=by, at=at)
    audited(Verb.ARCHIVE, request, before=before, by=by, at=at)
    return request
