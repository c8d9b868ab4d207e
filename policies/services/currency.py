"""Keeping the search index in step with validity, which moves with the calendar and with other documents."""

from datetime import date, datetime

from django.db import transaction

from policies.models import Document
from portal.kernel.publishing import content_version, findable_files
from portal.kernel.publishing.services import publication
from portal.kernel.search.services import indexing


@transaction.atomic
def note_validity(document: Document, *, on: date, at: datetime) -> None:
    """Write down the validity under which the document is about to be indexed."""
    current = Document.objects.filter(pk=document.pk).with_validity(on=on, at=at).get()
    document.indexed_validity = current.validity_code
    Document.objects.filter(pk=document.pk).update(indexed_validity=current.validity_code)


def refresh(*, on: date, at: datetime, limit: int = 500) -> int:
    """Index anew whatever has another validity than the index says; derived from what is, so no day is missed."""
    keys = list(Document.objects.with_stale_index(on=on, at=at).order_by("pk").values_list("pk", flat=True)[:limit])
    return sum(_refresh_one(pk, on=on, at=at) for pk in keys)


def refresh_related(document: Document, *, on: date, at: datetime) -> None:
    """A release or withdrawal may change whether the documents it speaks of apply."""
    touched = document.relations_from.values("to_document")
    for pk in Document.objects.with_stale_index(on=on, at=at).filter(pk__in=touched).values_list("pk", flat=True):
        _refresh_one(pk, on=on, at=at)


def refresh_companions(document: Document, *, at: datetime) -> None:
    """Interpretations and answers are found exactly as long as everybody may see their document."""
    for companion in (*document.interpretations.order_by("pk"), *document.faqs.order_by("pk")):
        indexing.index(companion, at=at)
        findable_files.refresh(companion, at=at)


@transaction.atomic
def _refresh_one(pk: int, *, on: date, at: datetime) -> bool:
    document = Document.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if document is None:
        return False
    note_validity(document, on=on, at=at)
    publication.reindex(document, at=at)
    content_version.bump()
    return True
