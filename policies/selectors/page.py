"""One document or one interpretation with everything on its page; questions asked all day are composed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from policies.models import Document, DocumentQuerySet, Faq, Interpretation, Relation, ServiceLink
from policies.rules.words import InterpretationForm, RelationKind, Validity
from policies.selectors.listing import interpretations
from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.selectors import released_files
from portal.kernel.taxonomy.models import Audience, Topic
from portal.kernel.ui.composed import composed

#: The order in which a document was explained.
OLDEST = ("published_at", "pk")


@dataclass(frozen=True, slots=True)
class Related:
    """One line of the relations: what the other document is to this one, since when."""

    label: str
    kind: str
    document: Document
    effective_on: date | None
    outgoing: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything about a document on its page."""

    document: Document
    validity: Validity
    relations: tuple[Related, ...]
    interpretations: tuple[Interpretation, ...]
    faqs: tuple[Faq, ...]
    services: tuple[ServiceLink, ...]
    attachments: tuple[Attachment, ...]

    @property
    def ended_by(self) -> Related | None:
        """The document that repealed or replaced this one, when it has."""
        if self.validity != Validity.REPEALED:
            return None
        ending = [
            each
            for each in self.relations
            if not each.outgoing and each.kind in (RelationKind.REPEALS, RelationKind.REPLACES) and each.effective_on
        ]
        return min(ending, key=lambda each: each.effective_on or date.max, default=None)

    @property
    def amended_by(self) -> tuple[Related, ...]:
        return tuple(each for each in self.relations if not each.outgoing and each.kind == RelationKind.AMENDS)


def document_of(pk: int, *, at: datetime, reader: Any = None) -> Document | None:
    """A document for its page, with ``topic_names`` and ``audience_names``, if this reader may see it."""
    return _document.first(pk=pk, at=at, reader=reader)


def page_of(document: Document, *, on: date, at: datetime, reader: Any = None) -> DocumentPage:
    """The parts of a page for a document with its ends; nothing of it is hidden from this reader."""
    return DocumentPage(
        document=document,
        validity=document.validity(on=on),
        relations=relations_of(document, at=at, reader=reader),
        interpretations=tuple(_explaining.ask(document=document.pk, at=at, reader=reader)),
        faqs=tuple(_faqs.ask(document=document.pk, at=at, reader=reader)),
        services=services_of(document, at=at),
        attachments=released_files(document, at=at),
    )


def relations_of(document: Document, *, at: datetime, reader: Any = None) -> tuple[Related, ...]:
    """Both directions, in the order of the kinds; a document the reader may not see is not named."""
    order = {kind.value: place for place, kind in enumerate(RelationKind)}
    found = [_seen_from(document, each) for each in _relations.ask(document=document.pk, at=at, reader=reader)]
    return tuple(sorted(found, key=lambda each: (order[each.kind], not each.outgoing, -each.document.pk)))


def services_of(document: Document, *, at: datetime) -> tuple[ServiceLink, ...]:
    """The 办 buttons of a document."""
    return tuple(_services.ask(document=document.pk, at=at))


def pictures_of(things: Sequence[Interpretation], *, at: datetime) -> dict[int, tuple[Attachment, ...]]:
    """The released pictures of graphic interpretations 「图解」 by key; one question for all."""
    graphic = [each for each in things if each.form == InterpretationForm.GRAPHIC]
    found: dict[int, list[Attachment]] = {each.pk: [] for each in graphic}
    if graphic:
        files = Attachment.objects.of_many(graphic).released(at=at).filter(media_type__startswith="image/")
        for file in files.defer("text").order_by("position", "uploaded_at"):
            found[file.subject_id].append(file)
    return {key: tuple(files) for key, files in found.items()}


def interpretation_of(pk: int, *, at: datetime, reader: Any = None) -> Interpretation | None:
    """An interpretation for its page, if this reader may see it."""
    return _interpretation.first(pk=pk, at=at, reader=reader)


def visible_document(interpretation: Interpretation, *, at: datetime, reader: Any = None) -> Document | None:
    """The document an interpretation speaks of, without its text, if this reader may see it."""
    return _explained.first(pk=interpretation.document_id, at=at, reader=reader)


def siblings_of(interpretation: Interpretation, *, at: datetime, reader: Any = None) -> tuple[Interpretation, ...]:
    """The other interpretations of the same document."""
    found = _explaining.ask(document=interpretation.document_id, at=at, reader=reader)
    return tuple(each for each in found if each.pk != interpretation.pk)


def _seen_from(document: Document, relation: Relation) -> Related:
    if relation.from_document_id == document.pk:
        label = RelationKind.of(relation.kind).label
        return Related(label, relation.kind, relation.to_document, relation.effective_on, outgoing=True)
    return Related(relation.reverse_label, relation.kind, relation.from_document, relation.effective_on, outgoing=False)


@composed(pk=int, at=datetime)
def _document(*, pk: int, at: datetime, reader: Any = None) -> DocumentQuerySet:
    topics = Topic.objects.filter(policy_documents=OuterRef("pk")).order_by("position", "pk")
    audiences = Audience.objects.filter(policy_documents=OuterRef("pk")).order_by("position", "pk")
    return _with_ends(pk, at=at, reader=reader).annotate(
        topic_names=ArraySubquery(topics.values("name")), audience_names=ArraySubquery(audiences.values("name"))
    )


@composed(document=int, at=datetime)
def _relations(*, document: int, at: datetime, reader: Any = None) -> QuerySet[Relation]:
    # The document whose page it is may be seen as well, so both ends of a relation must be.
    visible = Document.objects.public(at=at, to=reader).values("pk")
    return (
        Relation.objects.released(at=at)
        .with_documents()
        .filter(Q(from_document=document) | Q(to_document=document), from_document__in=visible, to_document__in=visible)
        .only("kind", "effective_on", "from_document__title", "to_document__title")
    )


@composed(document=int, at=datetime)
def _explaining(*, document: int, at: datetime, reader: Any = None) -> QuerySet[Interpretation]:
    shown: QuerySet[Interpretation] = Interpretation.objects.public(at=at, to=reader)
    return shown.filter(document=document).only("document_id", "title", "form", "interpreter").order_by(*OLDEST)


@composed(document=int, at=datetime)
def _faqs(*, document: int, at: datetime, reader: Any = None) -> QuerySet[Faq]:
    shown: QuerySet[Faq] = Faq.objects.public(at=at, to=reader)
    wanted = shown.filter(document=document).only("document_id", "title", "answer", "published_at")
    return wanted.order_by("position", "pk")


@composed(document=int, at=datetime)
def _services(*, document: int, at: datetime) -> QuerySet[ServiceLink]:
    return ServiceLink.objects.released(at=at).filter(document=document).order_by("position", "pk")


@composed(pk=int, at=datetime)
def _interpretation(*, pk: int, at: datetime, reader: Any = None) -> QuerySet[Interpretation]:
    shown = interpretations(at=at, reader=reader).filter(pk=pk)
    return shown.select_related(None).select_related("department").defer("proposal", "drafter_ids")


@composed(pk=int, at=datetime)
def _explained(*, pk: int, at: datetime, reader: Any = None) -> DocumentQuerySet:
    return _with_ends(pk, at=at, reader=reader).defer("body", "history")


def _with_ends(pk: int, *, at: datetime, reader: Any) -> DocumentQuerySet:
    """Its validity follows from its dates and these; the condition for lists would ask for each end again."""
    shown: DocumentQuerySet = Document.objects.public(at=at, to=reader).filter(pk=pk)
    return shown.with_ends(at=at).select_related("department").defer("proposal", "drafter_ids")
