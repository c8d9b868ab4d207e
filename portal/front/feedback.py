"""Taking in what readers say of a page, and what was done about it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q
from django.urls import Resolver404, resolve

from portal.front.models import PageFeedback
from portal.kernel.audit.services import record
from portal.kernel.people.models import User
from portal.kernel.ui.preferences import own_path

VERBS = {"front.handle_feedback": "处理页面评价与纠错"}
# Below these an address may name a person or a number of somebody's affair: only the beginning is kept.
PERSONAL = ("/requests/", "/consultations/receipts/", "/accounts/", "/admin/", "/workbench/", "/feedback/")
# Public pages below a personal beginning.
PUBLIC = ("/requests/new/",)
LONGEST = PageFeedback._meta.get_field("page").max_length or 0


class AlreadyHandled(ValueError):
    """Somebody was faster; what he wrote stands."""


@dataclass(frozen=True, slots=True)
class PageCount:
    """What was said of one page."""

    page: str
    useful: int
    useless: int
    mistakes: int
    waiting: int
    last_at: datetime


def page_of(target: str) -> str:
    """The page a reader means, without parameters and without anything personal; "/" when there is no such page."""
    path = own_path(target).partition("?")[0].partition("#")[0]
    for beginning in PERSONAL:
        if path.startswith(beginning) and path not in PUBLIC:
            return beginning
    try:
        resolve(path)
    except Resolver404:
        return "/"
    return path if len(path) <= LONGEST else "/"


def send(*, page: str, verdict: str, text: str, contact: str, key: UUID, at: datetime) -> PageFeedback:
    """The same rendering of the form counts once, whatever is sent with it the second time."""
    digest = hashlib.sha256(f"feedback:{key}".encode()).hexdigest()
    try:
        with transaction.atomic():
            return PageFeedback.objects.create(
                page=page_of(page),
                verdict=verdict,
                text=text,
                contact=contact or None,
                sent_at=at,
                form_key_digest=digest,
            )
    except IntegrityError:
        earlier = PageFeedback.objects.filter(form_key_digest=digest).first()
        if earlier is None:
            raise
        return earlier


@transaction.atomic
def handle(*, feedback: PageFeedback, outcome: str, by: User, at: datetime) -> PageFeedback:
    """Says what came of it and forgets the contact, which has served (Personal Information Protection Law, art. 47)."""
    row = PageFeedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    if row.handled_at is not None:
        raise AlreadyHandled("这条评价已经处理。")
    row.outcome, row.handled_at, row.handled_by, row.contact = outcome, at, by, None
    row.save(update_fields=["outcome", "handled_at", "handled_by", "contact"])
    record(verb="front.handle_feedback", target=row, by=by, at=at, after={"outcome": outcome})
    return row


def counts(*, limit: int = 200) -> list[PageCount]:
    """Pages with something left to look into first, then those found useless most often."""
    verdict = PageFeedback.Verdict
    rows = (
        PageFeedback.objects.values("page")
        .annotate(
            useful=Count("pk", filter=Q(verdict=verdict.USEFUL)),
            useless=Count("pk", filter=Q(verdict=verdict.USELESS)),
            mistakes=Count("pk", filter=Q(verdict=verdict.MISTAKE)),
            waiting=Count("pk", filter=Q(verdict=verdict.MISTAKE, handled_at__isnull=True)),
            last_at=Max("sent_at"),
        )
        .order_by("-waiting", "-useless", "-last_at", "page")[:limit]
    )
    return [PageCount(**row) for row in rows]
