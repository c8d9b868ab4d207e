"""Files that change their subject before anybody saw them, and files of which nothing may stay."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.fields.files import FieldFile

from portal.kernel.attachments.models import Attachment
from portal.kernel.audit import services as audit
from portal.kernel.people.models import User


@transaction.atomic
def hand_over(*, source: models.Model, target: models.Model, by: User | None, at: datetime) -> int:
    """The private files of a draft become those of what was made of it; the number of files."""
    kind = ContentType.objects.get_for_model(target, for_concrete_model=True)
    rows = Attachment.objects.of(source).kept().filter(public_from__isnull=True)
    moved = list(rows.select_for_update(of=("self",)).order_by("position"))
    for attachment in moved:
        attachment.subject_type, attachment.subject_id = kind, target.pk
        attachment.save(update_fields=["subject_type", "subject_id"])
        audit.record(verb="attachments.hand_over", target=attachment, by=by, at=at, after={"sha256": attachment.sha256})
    return len(moved)


@transaction.atomic
def forget(
    *, subject: models.Model, only: Attachment | None = None, by: User | None, at: datetime
) -> tuple[FieldFile, ...]:
    """Takes the rows of private files away for good; the caller erases the files once this is committed."""
    rows = Attachment.objects.of(subject).filter(public_from__isnull=True).select_for_update(of=("self",))
    gone = list(rows.filter(pk=only.pk) if only else rows)
    for attachment in gone:
        audit.record(verb="attachments.forget", target=attachment, by=by, at=at)
        attachment.delete()
    return tuple(attachment.file for attachment in gone)


def erase(files: Iterable[FieldFile]) -> None:
    """The bytes themselves; what a crash leaves behind here is found by `media_fsck`."""
    for file in files:
        file.delete(save=False)
