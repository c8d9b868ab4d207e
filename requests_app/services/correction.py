"""The one correction notice, the corrected application, and the lapse of the notice (条例 30)."""

from datetime import date, datetime

from django.db import transaction

from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import User
from requests_app.models import Correction, InformationRequest
from requests_app.rules.gates import correction_lapse_failures, correction_notice_failures
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import EventKind, Verb
from requests_app.services import clock, letters
from requests_app.services.record import Refused, audited, day_of, locked, note, refuse_if


@transaction.atomic
def notify(*, request: InformationRequest, text: str, workdays: int, by: User, at: datetime) -> Correction:
    """Tells the applicant, once, what to correct and until when."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.NOTIFY_CORRECTION, state=before)
    days = calendar()
    refuse_if(
        correction_notice_failures(
            received_on=request.confirmed_on or request.received_on,
            notified_on=day_of(at),
            already_notified=Correction.objects.filter(request=request).exists(),
            calendar=days,
        )
    )
    due = days.after(day_of(at), workdays=workdays)
    correction = Correction.objects.create(request=request, text=text, due_on=due.on, notified_at=at, notified_by=by)
    request.state = target
    request.save(update_fields=["state"])
    note(request, EventKind.CORRECTION_NOTICE, on=day_of(at), by=by, at=at, workdays=workdays)
    clock.await_correction(request, due, by=by, at=at)
    letters.correction(request, correction, at=at)
    audited(Verb.NOTIFY_CORRECTION, request, before=before, by=by, at=at, due_on=due.on.isoformat())
    return correction


@transaction.atomic
def receive(
    *, request: InformationRequest, answer: str, received_on: date, by: User | None, at: datetime
) -> InformationRequest:
    """Takes the corrected application in; the reply term begins anew the day after."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.RECEIVE_CORRECTION, state=before)
    correction = Correction.objects.select_for_update(of=("self",)).get(request=request)
    refuse_if(_receipt_failures(correction, received_on=received_on, today=day_of(at)))
    correction.answer, correction.received_on = answer, received_on
    correction.save(update_fields=["answer", "received_on"])
    request.state = target
    request.save(update_fields=["state"])
    note(request, EventKind.CORRECTION_RECEIVED, on=received_on, by=by, at=at)
    clock.restart(request, by=by, at=at)
    audited(Verb.RECEIVE_CORRECTION, request, before=before, by=by, at=at, received_on=received_on.isoformat())
    return request


@transaction.atomic
def lapse(*, request: InformationRequest, by: User, at: datetime) -> InformationRequest:
    """Records that nothing came back in time without good reason: the request is not processed further (R19)."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.LAPSE_CORRECTION, state=before)
    correction = Correction.objects.filter(request=request).first()
    if correction is None:
        raise Refused(["本申请没有告知过补正。"])
    refuse_if(correction_lapse_failures(due_on=correction.due_on, lapsed_on=day_of(at)))
    request.state = target
    request.save(update_fields=["state"])
    note(request, EventKind.CORRECTION_LAPSED, on=day_of(at), by=by, at=at)
    clock.close(request, by=by, at=at)
    audited(Verb.LAPSE_CORRECTION, request, before=before, by=by, at=at, outcome="R19")
    return request


def _receipt_failures(correction: Correction, *, received_on: date, today: date) -> list[str]:
    failures = []
    if received_on < day_of(correction.notified_at):
        failures.append("收到补正日期不能早于告知补正之日。")
    if received_on > today:
        failures.append("收到补正日期不能晚于今天。")
    return failures
