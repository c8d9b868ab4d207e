"""Noting which policy a consultation led to."""

from datetime import datetime

from django.db import transaction

from consultations.models import Consultation
from policies.models import Document
from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from portal.kernel.publishing import content_version
from portal.kernel.publishing.services.locking import locked


class StillOpen(ValueError):
    """A policy is decided after the public was heard."""


@transaction.atomic
def link(*, consultation: Consultation, document: Document | None, by: User | None, at: datetime) -> Consultation:
    """Ties the policy document to the consultation that prepared it; None unties."""
    row: Consultation = locked(consultation)
    if document is not None and _is_older(document, row):
        raise StillOpen("该政策文件公布于征求意见之前，不可能由其形成")
    before = row.led_to_id
    row.led_to = document
    row.save(update_fields=["led_to"])
    audit.record(
        verb="consultations.link_outcome",
        target=row,
        by=by,
        at=at,
        before={"document": before},
        after={"document": row.led_to_id},
    )
    content_version.bump()
    consultation.refresh_from_db()
    return row


def _is_older(document: Document, consultation: Consultation) -> bool:
    out, asked = document.published_at, consultation.published_at
    return out is not None and (asked is None or out < asked)
