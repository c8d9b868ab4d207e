"""Keeping what an applicant types, until it is filed, thrown away or forgotten."""

import json
import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from portal.kernel.attachments import services as attachments
from portal.kernel.attachments.models import Attachment
from portal.kernel.people.models import User
from requests_app.models import RequestDraft
from requests_app.models.digests import draft_token_digest
from requests_app.rules.files import LONGEST_ANSWER, MAX_FILES
from requests_app.services import intake
from requests_app.services.intake import Application, Receipt

KEPT_FOR = timedelta(days=7)
_SWEPT_AT_ONCE = 500


class DraftGone(LookupError):
    """The draft was filed, thrown away or forgotten meanwhile."""


class TooManyFiles(ValueError):
    """More files than an application may carry."""

    def __init__(self) -> None:
        super().__init__(f"最多{MAX_FILES}个附件，请先移除不需要的附件。")


def begin(*, answers: Mapping[str, Mapping[str, str]], by: User | None, at: datetime) -> tuple[RequestDraft, str]:
    """A new draft and the token that opens it; the token is kept nowhere but with the applicant."""
    token = secrets.token_urlsafe(32)
    draft = RequestDraft.objects.create(
        token_digest=draft_token_digest(token),
        owner=by,
        form_key=uuid.uuid4(),
        content=_written({section: _short(values) for section, values in answers.items()}),
        begun_at=at,
        saved_at=at,
        expires_at=at + KEPT_FOR,
    )
    return draft, token


@transaction.atomic
def keep(*, draft: RequestDraft, section: str, values: Mapping[str, str], at: datetime) -> RequestDraft:
    """Stores the answers of one page as they were typed, right or wrong."""
    draft = _locked(draft)
    content = json.loads(draft.content or "{}") | {section: _short(values)}
    draft.content, draft.saved_at, draft.expires_at = _written(content), at, at + KEPT_FOR
    draft.save(update_fields=["content", "saved_at", "expires_at"])
    return draft


@transaction.atomic
def attach(*, draft: RequestDraft, upload: Any, by: User | None, at: datetime) -> Attachment:
    """Keeps a file with the draft, so that it is chosen once."""
    draft = _locked(draft)
    if Attachment.objects.of(draft).kept().count() >= MAX_FILES:
        raise TooManyFiles
    return attachments.store(upload=upload, subject=draft, by=by, at=at)


def detach(*, draft: RequestDraft, attachment: Attachment, by: User | None, at: datetime) -> None:
    """Takes a file out of the draft for good."""
    attachments.erase(attachments.forget(subject=draft, only=attachment, by=by, at=at))


def discard(*, draft: RequestDraft, by: User | None, at: datetime) -> None:
    """Forgets the draft with its files."""
    with transaction.atomic():
        files = attachments.forget(subject=draft, by=by, at=at)
        draft.delete()
    attachments.erase(files)


def send(*, draft: RequestDraft, application: Application, digest: str, by: User | None, at: datetime) -> Receipt:
    """Files the application and forgets the draft; sent twice at once, both are given the same receipt."""
    with transaction.atomic():
        mine = RequestDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
        made = intake.submit(application=application, key=draft.form_key, digest=digest, by=by, at=at)
        if mine is not None:
            attachments.hand_over(source=mine, target=made.request, by=by, at=at)
            mine.delete()
    return made


def sweep(*, at: datetime) -> int:
    """Forgets the drafts whose time is over; the number of them."""
    expired = RequestDraft.objects.expired(at=at).order_by("expires_at", "pk").values_list("pk", flat=True)
    return sum(_forgotten(key, at) for key in list(expired[:_SWEPT_AT_ONCE]))


def _forgotten(key: int, at: datetime) -> bool:
    """Whether this draft was still over and is gone now; its applicant may just have come back."""
    with transaction.atomic():
        draft = RequestDraft.objects.expired(at=at).select_for_update(of=("self",)).filter(pk=key).first()
        if draft is None:
            return False
        files = attachments.forget(subject=draft, by=None, at=at)
        draft.delete()
    attachments.erase(files)
    return True


def _locked(draft: RequestDraft) -> RequestDraft:
    row: RequestDraft | None = RequestDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if row is None:
        raise DraftGone
    return row


def _short(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value[:LONGEST_ANSWER] for name, value in values.items()}


def _written(content: Mapping[str, Mapping[str, str]]) -> str:
    return json.dumps(content, ensure_ascii=False)
