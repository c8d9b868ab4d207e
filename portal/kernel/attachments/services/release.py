"""Files follow their subject: in the same transaction they become public, leave, or stay private."""

from datetime import datetime

from django.db.models import Model

from portal.kernel.attachments.models import Attachment


def publish(*, subject: Model, at: datetime) -> None:
    """The subject goes out: what was to leave leaves, what is new becomes public."""
    Attachment.objects.of(subject).kept().filter(leaving=True).update(removed_at=at)
    Attachment.objects.of(subject).staying().filter(public_from__isnull=True).update(public_from=at)


def discard_changes(*, subject: Model, at: datetime) -> None:
    """The revision is dropped: new files go, public ones that were to leave stay."""
    Attachment.objects.of(subject).kept().filter(public_from__isnull=True).update(removed_at=at)
    Attachment.objects.of(subject).kept().filter(leaving=True).update(leaving=False)
