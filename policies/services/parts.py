"""Rows that are part of a document's content move only while it is a draft and show only when it is released."""

from datetime import datetime

from policies.models import Document
from policies.models.part import Part
from portal.kernel.people.models import User
from portal.kernel.publishing.services import drafting
from portal.kernel.publishing.services.locking import locked


def drafted(document: Document, *, by: User | None, at: datetime) -> Document:
    """The locked document, which must be a draft; whoever touches its parts has drafted it."""
    row = locked(document)
    drafting.save_draft(thing=row, data={}, by=by, at=at)
    return row


def drop(part: Part) -> None:
    if part.public_from is None:
        part.delete()
    else:
        part.leaving = True
        part.save(update_fields=["leaving"])


def release_parts(document: Document, *, at: datetime) -> None:
    """The document goes out: what was to leave leaves, what is new becomes public."""
    for parts in (document.relations_from, document.service_links):
        parts.filter(leaving=True).delete()
        parts.filter(public_from__isnull=True).update(public_from=at)


def discard_parts(document: Document, *, by: User | None, at: datetime) -> None:
    """The revision is dropped: new parts go, public ones stay."""
    for parts in (document.relations_from, document.service_links):
        parts.filter(public_from__isnull=True).delete()
        parts.filter(leaving=True).update(leaving=False)
