"""Asking a third party whose rights disclosure may harm (条例 32); the reply term stands still meanwhile."""

from datetime import date, datetime

from django.db import transaction

from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import User
from portal.kernel.rules.terms import THIRD_PARTY_WORKDAYS
from requests_app.models import InformationRequest, ThirdPartyConsultation
from requests_app.rules.gates import consultation_failures, opinion_failures
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import EventKind, Stance, Verb
from requests_app.selectors import clock_of
from requests_app.services import clock
from requests_app.services.record import Refused, audited, day_of, locked, note, refuse_if


@transaction.atomic
def consult_third_party(
    *, request: InformationRequest, party: str, sent_on: date, delivered_on: date, by: User, at: datetime
) -> ThirdPartyConsultation:
    """Records the letter and the day it reached the third party, from which its fifteen working days run."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.CONSULT_THIRD_PARTY, state=before)
    term = clock_of(request).term
    if term is None:
        raise Refused(["答复期限尚未起算，不能征求第三方意见。"])
    refuse_if(
        consultation_failures(sent_on=sent_on, delivered_on=delivered_on, started_on=term.started_on, today=day_of(at))
    )
    due = calendar().after(delivered_on, workdays=THIRD_PARTY_WORKDAYS)
    consultation = ThirdPartyConsultation.objects.create(
        request=request,
        party=party,
        sent_on=sent_on,
        delivered_on=delivered_on,
        opinion_due_on=due.on,
        asked_at=at,
        asked_by=by,
    )
    request.state = target
    request.save(update_fields=["state"])
    note(request, EventKind.THIRD_PARTY_LETTER, on=sent_on, by=by, at=at)
    note(request, EventKind.THIRD_PARTY_DELIVERED, on=delivered_on, by=by, at=at)
    clock.suspend(request, due, by=by, at=at)
    audited(Verb.CONSULT_THIRD_PARTY, request, before=before, by=by, at=at, opinion_due_on=due.on.isoformat())
    return consultation


@transaction.atomic
def receive_third_party_opinion(
    *, request: InformationRequest, stance: Stance, received_on: date | None, text: str, by: User, at: datetime
) -> ThirdPartyConsultation:
    """Ends the consultation. Silence ends it on the last of the fifteen working days and is not consent."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.RECEIVE_OPINION, state=before)
    consultation = ThirdPartyConsultation.objects.select_for_update(of=("self",)).get(
        request=request, ended_on__isnull=True
    )
    silent = stance == Stance.SILENT
    ended_on = consultation.opinion_due_on if silent else received_on
    if ended_on is None:
        raise Refused(["请填写收到第三方意见的日期。"])
    refuse_if(
        opinion_failures(
            delivered_on=consultation.delivered_on,
            ended_on=ended_on,
            opinion_due_on=consultation.opinion_due_on,
            silent=silent,
            today=day_of(at),
        )
    )
    consultation.stance, consultation.note, consultation.ended_on = stance, text, ended_on
    consultation.save(update_fields=["stance", "note", "ended_on"])
    request.state = target
    request.save(update_fields=["state"])
    note(request, EventKind.THIRD_PARTY_OPINION, on=ended_on, by=by, at=at, text=Stance.of(stance).label)
    clock.resume(request, by=by, at=at)
    audited(Verb.RECEIVE_OPINION, request, before=before, by=by, at=at, stance=str(stance))
    return consultation
