"""Confirming the receipt, which starts the clock, and registering (条例 31, 45)."""

from datetime import date, datetime

from django.db import transaction

from portal.kernel.people.models import User
from requests_app.models import InformationRequest
from requests_app.rules.deadlines import receipt_day
from requests_app.rules.gates import confirmation_failures
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import EventKind, Verb
from requests_app.services import clock, letters
from requests_app.services.record import audited, day_of, locked, note, refuse_if


@transaction.atomic
def confirm(*, request: InformationRequest, confirmed_on: date, by: User, at: datetime) -> InformationRequest:
    """Fixes the day of receipt: for the internet, fax and unsigned mail the day both sides confirmed."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.CONFIRM, state=before)
    refuse_if(confirmation_failures(received_on=request.received_on, confirmed_on=confirmed_on, today=day_of(at)))
    request.state = target
    request.confirmed_on = receipt_day(request.channel, received_on=request.received_on, confirmed_on=confirmed_on)
    request.confirmed_at, request.confirmed_by = at, by
    request.save(update_fields=["state", "confirmed_on", "confirmed_at", "confirmed_by"])
    note(request, EventKind.CONFIRMED, on=request.confirmed_on, by=by, at=at)
    clock.start(request, by=by, at=at)
    audited(Verb.CONFIRM, request, before=before, by=by, at=at, confirmed_on=request.confirmed_on.isoformat())
    return request


@transaction.atomic
def register(*, request: InformationRequest, by: User, at: datetime) -> InformationRequest:
    """Enters the request in the register and tells the applicant when the reply is due."""
    request = locked(request)
    before = request.state
    request.state = LIFECYCLE.target_of(Verb.REGISTER, state=before)
    request.registered_at, request.registered_by = at, by
    request.save(update_fields=["state", "registered_at", "registered_by"])
    note(request, EventKind.REGISTERED, on=day_of(at), by=by, at=at)
    letters.registered(request, at=at)
    audited(Verb.REGISTER, request, before=before, by=by, at=at)
    return request
