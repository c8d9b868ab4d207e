"""Answering a request and recording that the answer arrived (条例 36–40)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from portal.kernel.attachments import services as attachments
from portal.kernel.people.models import User
from requests_app.models import Correction, InformationRequest, Reply
from requests_app.rules.gates import reply_failures
from requests_app.rules.remedies import remedy_text
from requests_app.rules.replies import reply_kind
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import DispatchMode, EventKind, Verb
from requests_app.selectors import due_of
from requests_app.services import clock, letters
from requests_app.services.record import Refused, audited, day_of, locked, note, refuse_if


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the reply says and how it left the house."""

    kind: str
    text: str
    decided_on: date
    dispatched_on: date
    dispatch_mode: DispatchMode
    search_log: str = ""


@transaction.atomic
def reply(
    *, request: InformationRequest, answer: Answer, files: Sequence[UploadedFile] = (), by: User, at: datetime
) -> Reply:
    """Answers; the remedy paragraph follows from the kind and is kept as it was told."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.REPLY, state=before)
    refuse_if(
        reply_failures(
            code=answer.kind,
            search_log=answer.search_log,
            corrected=Correction.objects.filter(request=request, received_on__isnull=False).exists(),
            decided_on=answer.decided_on,
            dispatched_on=answer.dispatched_on,
            received_on=request.confirmed_on or request.received_on,
            today=day_of(at),
        )
    )
    due = due_of(request, on=day_of(at))
    if due is None:
        raise Refused(["答复期限尚未起算，不能答复。"])
    made = Reply.objects.create(
        request=request,
        kind=answer.kind,
        text=answer.text,
        remedy=remedy_for(answer.kind),
        search_log=answer.search_log,
        decided_on=answer.decided_on,
        dispatched_on=answer.dispatched_on,
        dispatch_mode=answer.dispatch_mode,
        due_on=due.on,
        replied_at=at,
        replied_by=by,
    )
    for upload in files:
        attachments.store(upload=upload, subject=made, by=by, at=at)
    request.state = target
    request.save(update_fields=["state"])
    note(request, EventKind.DECISION, on=answer.decided_on, by=by, at=at)
    note(request, EventKind.DISPATCHED, on=answer.dispatched_on, by=by, at=at)
    clock.close(request, by=by, at=at)
    letters.replied(request, at=at)
    audited(Verb.REPLY, request, before=before, by=by, at=at, kind=answer.kind, due_on=due.on.isoformat())
    return made


@transaction.atomic
def deliver(*, request: InformationRequest, delivered_on: date, by: User, at: datetime) -> Reply:
    """Records the day the applicant had the reply in hand."""
    request = locked(request)
    before = request.state
    target = LIFECYCLE.target_of(Verb.DELIVER, state=before)
    made = Reply.objects.select_for_update(of=("self",)).get(request=request)
    if not made.dispatched_on <= delivered_on <= day_of(at):
        raise Refused(["送达日期不能早于发出日期，也不能晚于今天。"])
    made.delivered_on = delivered_on
    made.save(update_fields=["delivered_on"])
    request.state = target
    request.save(update_fields=["state"])
    note(request, EventKind.DELIVERED, on=delivered_on, by=by, at=at)
    audited(Verb.DELIVER, request, before=before, by=by, at=at, delivered_on=delivered_on.isoformat())
    return made


def remedy_for(code: str) -> str:
    """The remedy paragraph with this bureau's review organ and court."""
    return remedy_text(
        reply_kind(code),
        organ=settings.SITE["review_organ"],
        court=settings.SITE["court"],
        partial_review_first=settings.DEADLINE_TERMS.get("partial_review_first", True),
    )
