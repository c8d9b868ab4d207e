"""Extending the reply term, once and before it ends (条例 33)."""

from datetime import datetime

from django.db import transaction

from portal.kernel.people.models import User
from requests_app.models import Extension, InformationRequest
from requests_app.rules.gates import extension_failures
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import EventKind, Verb
from requests_app.selectors import due_of
from requests_app.services import clock, letters
from requests_app.services.record import Refused, audited, day_of, locked, note, refuse_if


@transaction.atomic
def extend(*, request: InformationRequest, workdays: int, reason: str, by: User, at: datetime) -> Extension:
    """Approves the extension and tells the applicant, in one act, so that neither is late without the other."""
    request = locked(request)
    before = request.state
    request.state = LIFECYCLE.target_of(Verb.EXTEND, state=before)
    today = day_of(at)
    due = due_of(request, on=today)
    refuse_if(
        extension_failures(
            workdays=workdays,
            already_extended=Extension.objects.filter(request=request).exists(),
            due_on=due.on if due else None,
            decided_on=today,
        )
    )
    if due is None:
        raise Refused(["答复期限尚未起算，不能延期。"])
    extension = Extension.objects.create(
        request=request, workdays=workdays, reason=reason, due_before_on=due.on, approved_at=at, approved_by=by
    )
    note(request, EventKind.EXTENSION_APPROVED, on=today, by=by, at=at, workdays=workdays)
    note(request, EventKind.EXTENSION_NOTIFIED, on=today, by=by, at=at)
    clock.move(request, by=by, at=at, reason=f"延期{workdays}个工作日")
    letters.extended(request, extension, at=at)
    audited(Verb.EXTEND, request, before=before, by=by, at=at, workdays=workdays)
    return extension
