"""Posting a letter: a row in the caller's transaction, and a ring at the door once it is committed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from portal.kernel.delivery import doorbell, letters
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.words import ChannelCode
from portal.kernel.people.models import User


@dataclass(frozen=True, slots=True)
class Recipient:
    """A user of the portal, or a bare mail address or telephone number."""

    address: str = ""
    user: User | None = None


def post(
    *,
    letter: str,
    to: Recipient,
    context: Mapping[str, Any],
    key: str,
    at: datetime,
    channel: str = ChannelCode.MAIL,
    not_before: datetime | None = None,
) -> OutboxLetter | None:
    """Posts one letter per key: the row when it is new, None when this key was posted before."""
    letters.get(letter)
    row = OutboxLetter(
        key=key,
        letter=letter,
        channel=ChannelCode(channel),
        user=to.user,
        address=to.address,
        context=dict(context),
        message_id=_new_message_id(),
        created_at=at,
        not_before=not_before or at,
    )
    # ON CONFLICT DO NOTHING: a second poster neither fails nor breaks the caller's transaction.
    OutboxLetter.objects.bulk_create([row], ignore_conflicts=True)
    stored = OutboxLetter.objects.get(key=key)
    if stored.message_id != row.message_id:
        return None
    doorbell.ring("delivery.dispatch")
    return stored


def _new_message_id() -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{uuid.uuid4().hex}@{host}>"
