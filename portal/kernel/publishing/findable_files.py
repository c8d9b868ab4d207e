"""Attachments in the search: each file with text is found by itself while everybody may see what it belongs to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.kernel.attachments.models import Attachment
from portal.kernel.publishing import content_version, registry
from portal.kernel.publishing.models import Publishable
from portal.kernel.search import sheets, sources
from portal.kernel.search.services import indexing
from portal.kernel.ui import moment

KIND = "attachments.attachment"
# The thing itself comes before its files.
_AFTER_ITS_SUBJECT = -10
# In all others, Word documents and tables, the end of a line is that of a paragraph or a cell.
_WITHOUT_LINE_ENDS: dict[str, Callable[[str], str]] = {"pdf": sheets.printed, "txt": sheets.wrapped}


def entry(attachment: Attachment) -> sources.SearchDocument:
    """A file under its own name, with the facets, the department and the page of what it belongs to."""
    subject: Any = attachment.subject
    stem = attachment.name.rpartition(".")[0] or attachment.name
    text = _WITHOUT_LINE_ENDS.get(attachment.extension, str)(attachment.text)
    pages = sheets.pages_of(text)
    document = sources.source_of(subject).document(subject)
    return replace(
        document,
        title=f"附件《{stem}》",
        body="" if pages else text,
        pages=pages,
        url=f"{subject.get_absolute_url()}#attachments",
        file_url=attachment.get_absolute_url(),
        published_on=timezone.localtime(attachment.public_from).date(),
        number="",
        index_number="",
        belongs_to=subject.title,
        rank_boost=document.rank_boost + _AFTER_ITS_SUBJECT,
    )


def public_files(at: datetime) -> QuerySet[Attachment]:
    """Released files with text, of things that everybody may see at that moment."""
    seen = Q(pk__in=())
    for kind in registry.all_types():
        if sources.is_searchable(kind.model):
            owner = ContentType.objects.get_for_model(kind.model)
            seen |= Q(subject_type=owner, subject_id__in=kind.model.objects.public(at=at).values("pk"))
    files: QuerySet[Attachment] = Attachment.objects.released(at=at).exclude(text="").filter(seen)
    return files.prefetch_related("subject")


def arrive(attachment: Attachment) -> None:
    """The worker has read a file; if everybody may see what it belongs to, the search learns the words.

    Whoever hides the subject, or what the subject belongs to, does so before or after: either this sees it, or the
    refresh sees the file.
    """
    # A file that was never out is found with its subject: whoever releases that reads the text.
    if attachment.public_from is None or not isinstance(attachment.subject, Publishable):
        return
    indexing.settle(SOURCE, [sources.key_of(attachment)], clock=moment.now)
    # Also when it was written by a try that ended here.
    content_version.bump()


def refresh(subject: Publishable, *, at: datetime) -> None:
    """The subject went out, came back or changed its words: so did its files.

    Called after the subject itself was written to the index or taken out: from then on no file arrives unseen.
    """
    for attachment in Attachment.objects.of(subject).exclude(text=""):
        indexing.index(attachment, at=at)


SOURCE = sources.SearchSource(KIND, "附件", Attachment, entry, public_files, "public_from")
