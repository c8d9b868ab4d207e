"""Questions about requests: when is the reply due and why, what does the applicant see, what lies on which desk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast

from portal.kernel.attachments.models import Attachment
from portal.kernel.deadlines.models import Deadline
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import User
from portal.kernel.rules.clock import Reckoning, ReplyTerm, reckon
from portal.kernel.rules.workdays import DueDate
from portal.kernel.search import related
from portal.kernel.search.page import Hit
from portal.kernel.search.selectors import search
from requests_app.models import InformationRequest, Reply, RequestDraft, RequestEvent
from requests_app.models.digests import draft_token_digest, same, secret_digest, tidy_secret
from requests_app.models.request import InformationRequestQuerySet
from requests_app.permissions import Person, can_open_desk, handled_departments
from requests_app.rules import status
from requests_app.rules.deadlines import Clock, fold
from requests_app.rules.record import Answered, ServiceRecord, record, result_of
from requests_app.rules.words import DeadlineCode, EventKind, State

ALREADY_PUBLIC = 5
LONGEST_NAME = 40
_NOBODY = "0" * 64
_PAST = frozenset({"repealed", "lapsed"})


def clock_of(request: InformationRequest) -> Clock:
    """The reply clock after everything that happened so far."""
    events = RequestEvent.objects.filter(request=request).order_by("pk")
    return fold((event.for_clock for event in events), reply_workdays=settings.DEADLINE_TERMS["reply_workdays"])


def reckoning_of(request: InformationRequest, *, on: date) -> Reckoning | None:
    """The due date with the account of every day; none while no term runs."""
    return clock_of(request).reckon(calendar(), as_of=on)


def due_of(request: InformationRequest, *, on: date) -> DueDate | None:
    """When the reply is due by the calendar now in force."""
    reckoning = reckoning_of(request, on=on)
    return reckoning.due if reckoning else None


def expected_reckoning(request: InformationRequest) -> Reckoning:
    """The term as it will run if the office confirms the receipt when it should: the same working day, or the next."""
    days, received_on = calendar(), request.received_on
    confirmed_on = received_on if days.counts(received_on) else days.after(received_on, workdays=1).on
    return reckon(ReplyTerm(confirmed_on, workdays=settings.DEADLINE_TERMS["reply_workdays"]), days)


def recomputed_due(request: InformationRequest) -> DueDate:
    """For the ledger, when the calendar changed: the due date of a term that runs."""
    due = due_of(request, on=request.received_on)
    if due is None:
        raise LookupError(f"request {request.pk} has no running term")
    return due


def find(*, number: str, secret: str) -> InformationRequest | None:
    """The request with this number and secret. Unknown numbers and wrong secrets cost and answer the same."""
    number = number.strip().upper()
    request = InformationRequest.objects.select_related("department").filter(number=number).first()
    known = request.secret_digest if request else _NOBODY
    return request if same(secret_digest(number, tidy_secret(secret)), known) else None


def find_draft(*, token: str, user: User | None, at: datetime) -> RequestDraft | None:
    """The draft of this browser, else the newest of this user. A user's draft opens to nobody else's browser."""
    drafts = RequestDraft.objects.alive(at=at)
    draft: RequestDraft | None = drafts.filter(token_digest=draft_token_digest(token)).first() if token else None
    if draft is None and user is not None:
        draft = drafts.filter(owner=user).order_by("-saved_at", "-pk").first()
    if draft is None or (draft.owner_id is not None and draft.owner_id != (user.pk if user else None)):
        return None
    return draft


def files_of_draft(draft: RequestDraft) -> tuple[Attachment, ...]:
    """What was sent along so far."""
    return tuple(Attachment.objects.of(draft).kept().defer("text").order_by("position"))


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of what the applicant sees of the file."""

    title: str
    at: date | None
    text: str = ""
    state: str = "done"


@dataclass(frozen=True, slots=True)
class Status:
    """Everything the status page shows."""

    request: InformationRequest
    sentence: str
    next_step: str
    reckoning: Reckoning | None
    suspended: bool
    timeline: tuple[TimelineEntry, ...]
    correction: Any
    extension: Any
    reply: Any


def status_of(request: InformationRequest, *, on: date) -> Status:
    """The file as the applicant may see it: no names of staff, no notes of the office."""
    events = list(RequestEvent.objects.filter(request=request).order_by("pk"))
    clock = fold((event.for_clock for event in events), reply_workdays=settings.DEADLINE_TERMS["reply_workdays"])
    reckoning = None if request.is_closed else clock.reckon(calendar(), as_of=on)
    correction = _one(request, "correction")
    facts = status.Facts(
        state=State.of(request.state),
        channel=request.channel,
        due=reckoning.due if reckoning else None,
        suspended=clock.suspended,
        correction_due_on=correction.due_on if correction else None,
        today=on,
    )
    done = tuple(
        TimelineEntry(EventKind.of(event.kind).label, event.on, status.TIMELINE_WORDS.get(EventKind.of(event.kind), ""))
        for event in events
        if EventKind.of(event.kind) not in status.OFFICE_ONLY
    )
    upcoming = () if request.is_closed else (TimelineEntry(status.upcoming(facts), facts.next_on, state="next"),)
    return Status(
        request=request,
        sentence=status.sentence(facts),
        next_step=status.next_step(facts),
        reckoning=reckoning,
        suspended=clock.suspended,
        timeline=(*done, *upcoming),
        correction=correction,
        extension=_one(request, "extension"),
        reply=_one(request, "reply"),
    )


def files_for_applicant(request: InformationRequest) -> tuple[Attachment, ...]:
    """What the applicant sent with the request and what came with the reply."""
    subjects = [request, _one(request, "reply")]
    return tuple(
        attachment
        for subject in subjects
        if subject is not None
        for attachment in Attachment.objects.of(subject).kept().order_by("position")
    )


def _one(request: InformationRequest, name: str) -> Any:
    """The single thing of this kind in the file, or None."""
    return getattr(request, name, None)


def desk(user: Person) -> InformationRequestQuerySet:
    """The requests a person may open: all for the office, their departments' for handlers, none for anybody else."""
    requests = InformationRequest.objects.select_related("department", "claimed_by")
    if not can_open_desk(user):
        return requests.none()
    departments = handled_departments(user)
    if departments is not None:
        return requests.of_departments(sorted(departments))
    return requests


def with_due(requests: InformationRequestQuerySet) -> InformationRequestQuerySet:
    """The due date that the ledger holds, for lists."""
    ledger = Deadline.objects.filter(
        kind=DeadlineCode.REPLY,
        subject_type=ContentType.objects.get_for_model(InformationRequest),
        subject_id=Cast(OuterRef("pk"), CharField()),
    ).order_by("-pk")
    return requests.annotate(
        ledger_due_on=Subquery(ledger.values("due_on")[:1]),
        ledger_provisional=Subquery(ledger.values("provisional")[:1]),
        ledger_paused_at=Subquery(ledger.values("paused_at")[:1]),
        ledger_met_at=Subquery(ledger.values("met_at")[:1]),
        ledger_cancelled_at=Subquery(ledger.values("cancelled_at")[:1]),
    )


def overdue(requests: InformationRequestQuerySet, *, on: date) -> InformationRequestQuerySet:
    """Those whose term has ended without a reply; takes what `with_due` gave."""
    ledger = {"ledger_paused_at": None, "ledger_met_at": None, "ledger_cancelled_at": None, "ledger_due_on__lt": on}
    return requests.filter(**ledger)


def same_applicant(request: InformationRequest) -> InformationRequestQuerySet:
    """Other requests of the same applicant, for article 36 (6); recognised without decrypting anything."""
    others = InformationRequest.objects.from_identity(request.identity_digest).exclude(pk=request.pk)
    return others.order_by("-submitted_at", "-pk")[:20]


def already_public(text: str) -> tuple[Hit, ...]:
    """What is public already and may spare the applicant the wait; nothing holds every word of a longer account."""
    words = " ".join(text.split())
    if not words or len(words) > LONGEST_NAME:
        return ()
    return search(text=words, size=ALREADY_PUBLIC, with_facets=False).hits


def perhaps_public(text: str) -> tuple[related.Related, ...]:
    """What is public and about the same as a longer account in the applicant's own words; papers, not offices.

    Compared by the words the text is about; the text itself is neither kept nor counted.
    """
    found = [each for each in related.like_text(text, limit=2 * ALREADY_PUBLIC) if each.published_on]
    # What is no longer in force comes last, as in the search.
    return tuple(sorted(found, key=lambda each: each.validity in _PAST)[:ALREADY_PUBLIC])


def service_record(*, on: date) -> ServiceRecord:
    """The year up to the day; a reply is on time by the day it was sent (国办公开办函〔2016〕235号)."""
    received = InformationRequest.objects.filter(received_on__year=on.year, received_on__lte=on)
    replies = Reply.objects.filter(dispatched_on__year=on.year, dispatched_on__lte=on)
    days = calendar()
    return record(
        (result_of(State.of(state), kind) for state, kind in received.values_list("state", "reply__kind")),
        (
            Answered(
                sent_on,
                on_time=sent_on <= due_on,
                workdays=days.between(confirmed_on, sent_on) if confirmed_on else None,
            )
            for confirmed_on, sent_on, due_on in replies.values_list("request__confirmed_on", "dispatched_on", "due_on")
        ),
    )
