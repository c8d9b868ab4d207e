"""Taking a file in, and taking it away again."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import models, transaction
from django.db.models import Max

from portal.kernel.attachments import sniffing
from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.names import clean_name, extension_of
from portal.kernel.audit import services as audit
from portal.kernel.delivery import doorbell
from portal.kernel.people.models import User

MEBIBYTE = 1024 * 1024


class Refused(ValueError):
    """The file cannot be taken; the message is what the person who sent it reads."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is known of an acceptable file before it is stored."""

    name: str
    size: int
    media_type: str


def inspect(upload: Any, *, max_bytes: int | None = None) -> Inspection:
    """Refuse what is empty, too large, misnamed, mislabelled or a program. Forms ask this, so nothing is half saved."""
    allowed = min(max_bytes or settings.ATTACHMENT_MAX_BYTES, settings.ATTACHMENT_MAX_BYTES)
    name = clean_name(upload.name or "")
    if not name:
        raise Refused("文件名无效")
    size = int(upload.size or 0)
    if size == 0:
        raise Refused(f"“{name}”是空文件")
    if size > allowed:
        raise Refused(f"“{name}”大小为 {size / MEBIBYTE:.1f} MB，超过 {allowed // MEBIBYTE} MB 的上限")
    try:
        media_type = sniffing.media_type_of(upload, extension=extension_of(name))
    except (sniffing.UnknownContent, sniffing.Executable) as refused:
        raise Refused(f"“{name}”：{refused}") from refused
    return Inspection(name, size, media_type)


@transaction.atomic
def store(*, upload: Any, subject: models.Model, by: User | None, at: datetime) -> Attachment:
    """Keep a file with its subject; private until the subject lets it out."""
    inspection = inspect(upload)
    taken = Attachment.objects.of(subject).kept()
    attachment = Attachment(
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        name=_free_name(inspection.name, set(taken.values_list("name", flat=True))),
        size=inspection.size,
        media_type=inspection.media_type,
        sha256=_sha256(upload),
        position=(taken.aggregate(last=Max("position"))["last"] or 0) + 1,
        uploaded_at=at,
        uploaded_by=by,
    )
    attachment.file.save("content", File(upload), save=False)
    try:
        with transaction.atomic():
            attachment.save(force_insert=True)
            audit.record(verb="attachments.store", target=attachment, by=by, at=at, after={"sha256": attachment.sha256})
    except BaseException:
        attachment.file.delete(save=False)
        raise
    doorbell.ring("attachments.extract")
    return attachment


@transaction.atomic
def remove(*, attachment: Attachment, by: User | None, at: datetime) -> Attachment:
    """Take a file away: at once while it is private, with the next release of its subject when it is public."""
    row = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if row.removed_at is not None:
        return row
    if row.public_from is None:
        row.removed_at = at
    else:
        row.leaving = True
    row.save(update_fields=["removed_at", "leaving"])
    audit.record(verb="attachments.remove", target=row, by=by, at=at, after={"at_next_release": row.leaving})
    return row


def _sha256(upload: Any) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _free_name(name: str, taken: set[str]) -> str:
    """Two files of one thing never share a name."""
    stem, dot, extension = name.rpartition(".")
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem}（{number}）{dot}{extension}"
    return candidate
