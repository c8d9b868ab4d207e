"""Questions about files, for every page that shows some."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from portal.kernel.attachments.models import Attachment
from portal.kernel.ui.composed import composed


def released_files(thing: Model, *, at: datetime) -> tuple[Attachment, ...]:
    """The files of a public thing that are public with it, in their order."""
    kind = ContentType.objects.get_for_model(thing, for_concrete_model=True)
    return tuple(_released.ask(kind=kind.pk, key=thing.pk, at=at))


@composed(kind=int, key=int, at=datetime)
def _released(*, kind: int, key: int, at: datetime, **_: Any) -> QuerySet[Attachment]:
    files = Attachment.objects.filter(subject_type_id=kind, subject_id=key).released(at=at)
    return files.defer("text").order_by("position", "uploaded_at", "id")
