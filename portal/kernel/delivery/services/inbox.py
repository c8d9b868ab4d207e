"""Reading one's own letters."""

from datetime import datetime

from django.db import transaction

from portal.kernel.delivery.models import InboxMessage
from portal.kernel.people.models import User


class NotYourLetter(PermissionError):
    """Somebody else's letter box."""


@transaction.atomic
def mark_read(*, message: InboxMessage, by: User, at: datetime) -> InboxMessage:
    """Notes the first reading; later ones do not move it."""
    message = InboxMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.user_id != by.pk:
        raise NotYourLetter("这不是您的站内信。")
    if message.read_at is None:
        message.read_at = at
        message.save(update_fields=["read_at"])
    return message
