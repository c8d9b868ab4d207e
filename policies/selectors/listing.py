"""Whole questions about policies for pages, API and reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from policies.models import Document, DocumentQuerySet, Faq, Interpretation, Relation, ServiceLink
from policies.rules.words import InterpretationForm, RelationKind, Validity
from portal.kernel.attachments.models import Attachment
from portal.kernel.publishing.words import State

#: Newest first, the key as tie-breaker.
ORDER = ("-published_at", "-pk")


def documents(*, on: date, at: datetime, reader: Any = None) -> DocumentQuerySet:
    """Every document this reader may see, with its validity on the day."""
    return (
        Document.objects.public(at=at, to=reader)
        .with_validity(on=on, at=at)
        .select_related("department")
        .defer("proposal", "drafter_ids", "history")
    )


def listed(*, on: date, at: datetime, reader: Any = None) -> DocumentQuerySet:
    """The same for lists: without the text, with what the rows' chips need."""
    return (
        documents(on=on, at=at, reader=reader)
        .defer("body")
        .prefetch_related(
            Prefetch(
                "interpretations",
                Interpretation.objects.public(at=at, to=reader)
                .only("pk", "document_id", "title", "form")
                .order_by("pk"),
                to_attr="shown_interpretations",
            ),
            Prefetch(
                "faqs",
                Faq.objects.public(at=at, to=reader).only("pk", "document_id").order_by("pk"),
                to_attr="shown_faqs",
            ),
            Prefetch(
                "service_links",
                ServiceLink.objects.released(at=at)
                .only("pk", "document_id", "title", "url")
                .order_by("position", "pk"),
                to_attr="shown_services",
            ),
        )
    )


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


def page_of(document: Document, *, on: date, at: datetime, reader: Any = None) -> DocumentPage:
    """The parts of a page for a document that came from ``documents``; nothing of it is hidden from this reader."""
    return DocumentPage(
        document=document,
        validity=document.validity(on=on),
        relations=relations_of(document, at=at, reader=reader),
        interpretations=tuple(
            document.interpretations.public(at=at, to=reader).defer("body").order_by("published_at", "pk")
        ),
        faqs=tuple(document.faqs.public(at=at, to=reader).order_by("position", "pk")),
        services=services_of(document, at=at),
        attachments=tuple(attachments_of(document, at=at)),
    )


def relations_of(document: Document, *, at: datetime, reader: Any = None) -> tuple[Related, ...]:
    """Both directions, in the order of the kinds; a document the reader may not see is not named."""
    visible = Document.objects.public(at=at, to=reader)
    found = [
        Related(RelationKind.of(each.kind).label, each.kind, each.to_document, each.effective_on, outgoing=True)
        for each in _released_relations(at).filter(from_document=document, to_document__in=visible.values("pk"))
    ]
    found += [
        Related(each.reverse_label, each.kind, each.from_document, each.effective_on, outgoing=False)
        for each in _released_relations(at).filter(to_document=document, from_document__in=visible.values("pk"))
    ]
    order = {kind.value: place for place, kind in enumerate(RelationKind)}
    return tuple(sorted(found, key=lambda each: (order[each.kind], not each.outgoing, -each.document.pk)))


def services_of(document: Document, *, at: datetime) -> tuple[ServiceLink, ...]:
    """The 办 buttons of a document."""
    return tuple(document.service_links.released(at=at).order_by("position", "pk"))


def attachments_of(thing: Document | Interpretation, *, at: datetime) -> QuerySet[Attachment]:
    return Attachment.objects.of(thing).released(at=at).defer("text").order_by("position", "uploaded_at")


def pictures_of(things: Sequence[Interpretation], *, at: datetime) -> dict[int, tuple[Attachment, ...]]:
    """The released pictures of graphic interpretations 「图解」 by key; one question for all."""
    graphic = [each for each in things if each.form == InterpretationForm.GRAPHIC]
    found: dict[int, list[Attachment]] = {each.pk: [] for each in graphic}
    if graphic:
        files = Attachment.objects.of_many(graphic).released(at=at).filter(media_type__startswith="image/")
        for file in files.defer("text").order_by("position", "uploaded_at"):
            found[file.subject_id].append(file)
    return {key: tuple(files) for key, files in found.items()}


def interpretations(*, at: datetime, reader: Any = None) -> QuerySet[Interpretation]:
    """Interpretations this reader may see."""
    return Interpretation.objects.public(at=at, to=reader).select_related("document", "department")


def faqs(*, at: datetime, reader: Any = None) -> QuerySet[Faq]:
    """Questions with answers this reader may see."""
    return Faq.objects.public(at=at, to=reader).select_related("document", "department")


def siblings_of(interpretation: Interpretation, *, at: datetime, reader: Any = None) -> QuerySet[Interpretation]:
    """The other interpretations of the same document."""
    others = interpretations(at=at, reader=reader).filter(document_id=interpretation.document_id)
    return others.exclude(pk=interpretation.pk).order_by("published_at", "pk")


@dataclass(frozen=True, slots=True)
class Companions:
    """What can go out together with a document now."""

    interpretations: tuple[Interpretation, ...]
    faqs: tuple[Faq, ...]


def signed_companions(document: Document) -> Companions:
    """Interpretations and questions whose review is done and which are not out yet."""
    ready = (State.APPROVED, State.SCHEDULED, State.FAILED)
    return Companions(
        tuple(document.interpretations.filter(state__in=ready).order_by("pk")),
        tuple(document.faqs.filter(state__in=ready).order_by("position", "pk")),
    )


def visible_document(interpretation: Interpretation, *, on: date, at: datetime, reader: Any = None) -> Document | None:
    """The document an interpretation speaks of, if this reader may see it."""
    found: Document | None = documents(on=on, at=at, reader=reader).filter(pk=interpretation.document_id).first()
    return found


def tombstone(model: type[Any], pk: int) -> Any:
    """The withdrawn document or interpretation that stood at this address, if everybody could see it."""
    return model.objects.tombstones().select_related("department").filter(pk=pk).first()


def without_interpretation(*, at: datetime) -> DocumentQuerySet:
    """应解读尽解读: public normative documents that nobody has explained."""
    public: Iterable[Any] = Interpretation.objects.public(at=at).values("document_id")
    return Document.objects.public(at=at).normative().exclude(pk__in=public)


def _released_relations(at: datetime) -> QuerySet[Relation]:
    return Relation.objects.released(at=at).with_documents()
