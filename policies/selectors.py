"""Whole questions about policies for pages, API and reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from policies.models import Document, DocumentQuerySet, Faq, Interpretation, Relation, ServiceLink
from policies.rules.words import RelationKind, Validity
from portal.kernel.attachments.models import Attachment
from portal.kernel.search.sources import SearchDocument
from portal.kernel.ui.official import official, plain

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
        services=tuple(document.service_links.released(at=at).order_by("position", "pk")),
        attachments=tuple(attachments_of(document, at=at)),
    )


def relations_of(document: Document, *, at: datetime, reader: Any = None) -> tuple[Related, ...]:
    """Both directions, in the order of the kinds; a document the reader may not see is not named."""
    visible = Document.objects.public(at=at, to=reader)
    found = [
        Related(RelationKind(each.kind).label, each.kind, each.to_document, each.effective_on, outgoing=True)
        for each in _released_relations(at).filter(from_document=document, to_document__in=visible.values("pk"))
    ]
    found += [
        Related(each.reverse_label, each.kind, each.from_document, each.effective_on, outgoing=False)
        for each in _released_relations(at).filter(to_document=document, from_document__in=visible.values("pk"))
    ]
    order = {kind.value: place for place, kind in enumerate(RelationKind)}
    return tuple(sorted(found, key=lambda each: (order[each.kind], not each.outgoing, -each.document.pk)))


def attachments_of(thing: Document | Interpretation, *, at: datetime) -> QuerySet[Attachment]:
    return Attachment.objects.of(thing).released(at=at).defer("text").order_by("position", "uploaded_at")


def interpretations(*, at: datetime, reader: Any = None) -> QuerySet[Interpretation]:
    """Interpretations this reader may see."""
    return Interpretation.objects.public(at=at, to=reader).select_related("document", "department")


def faqs(*, at: datetime, reader: Any = None) -> QuerySet[Faq]:
    """Questions with answers whose document the reader may see too, for an answer is read on its page."""
    seen = Document.objects.public(at=at, to=reader).values("pk")
    return Faq.objects.public(at=at, to=reader).filter(document__in=seen).select_related("document", "department")


def siblings_of(interpretation: Interpretation, *, at: datetime, reader: Any = None) -> QuerySet[Interpretation]:
    """The other interpretations of the same document."""
    others = interpretations(at=at, reader=reader).filter(document_id=interpretation.document_id)
    return others.exclude(pk=interpretation.pk).order_by("published_at", "pk")


def visible_document(interpretation: Interpretation, *, on: date, at: datetime, reader: Any = None) -> Document | None:
    """The document an interpretation speaks of, if this reader may see it."""
    found: Document | None = documents(on=on, at=at, reader=reader).filter(pk=interpretation.document_id).first()
    return found


def tombstone(model: type[Any], pk: int) -> Any:
    """The withdrawn document or interpretation that stood at this address, if everybody could see it."""
    return model.objects.tombstones().select_related("department").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter with how many documents it leaves."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter as plain links with counts."""

    label: str
    name: str
    options: tuple[Option, ...]


def validity_options(things: DocumentQuerySet, *, chosen: str) -> tuple[Option, ...]:
    counts = dict(things.order_by().values_list("validity_code").annotate(Count("pk")))
    return tuple(
        Option(code.value, code.label, counts.get(code.value, 0), code.value == chosen)
        for code in Validity
        if counts.get(code.value) or code.value == chosen
    )


def normative_counts(things: DocumentQuerySet) -> dict[bool, int]:
    return dict(things.order_by().values_list("is_normative").annotate(Count("pk")))


def year_options(things: DocumentQuerySet, *, chosen: str) -> tuple[Option, ...]:
    rows = (
        things.order_by()
        .annotate(year=ExtractYear("published_at"))
        .values_list("year")
        .annotate(number=Count("pk"))
        .order_by("-year")
    )
    return tuple(Option(str(year), f"{year}年", number, str(year) == chosen) for year, number in rows)


def term_options(things: DocumentQuerySet, *, field: str, chosen: str) -> tuple[Option, ...]:
    """Topics or audiences by slug."""
    rows = (
        things.order_by()
        .filter(**{f"{field}__isnull": False})
        .values_list(f"{field}__slug", f"{field}__name")
        .annotate(number=Count("pk"))
        .order_by("-number", f"{field}__slug")
    )
    return tuple(Option(slug, name, number, slug == chosen) for slug, name, number in rows)


def department_options(things: DocumentQuerySet, *, chosen: str) -> tuple[Option, ...]:
    rows = (
        things.order_by()
        .values_list("department__code", "department__name")
        .annotate(number=Count("pk"))
        .order_by("-number", "department__code")
    )
    return tuple(Option(code, name, number, code == chosen) for code, name, number in rows)


def without_interpretation(*, at: datetime) -> DocumentQuerySet:
    """应解读尽解读: public normative documents that nobody has explained."""
    public: Iterable[Any] = Interpretation.objects.public(at=at).values("document_id")
    return Document.objects.public(at=at).normative().exclude(pk__in=public)


def _released_relations(at: datetime) -> QuerySet[Relation]:
    return Relation.objects.released(at=at).with_documents()


def document_entry(document: Document) -> SearchDocument:
    """What the search index keeps of a document: its words, those of its attachments, its validity as last noted."""
    return SearchDocument(
        title=document.title,
        body=_words(document.summary, plain(official(document.body).html), *_attachment_texts(document)),
        url=document.get_absolute_url(),
        published_on=_shown_day(document),
        number=document.document_number,
        category="normative" if document.is_normative else "other",
        department_id=document.department_id,
        validity=document.indexed_validity,
        topics=tuple(document.topics.order_by("slug").values_list("slug", flat=True)),
        rank_boost=5 if document.is_normative else 0,
    )


def interpretation_entry(interpretation: Interpretation) -> SearchDocument:
    return SearchDocument(
        title=interpretation.title,
        body=_words(plain(official(interpretation.body).html), *_attachment_texts(interpretation)),
        url=interpretation.get_absolute_url(),
        published_on=_shown_day(interpretation),
        category="interpretation",
        department_id=interpretation.department_id,
    )


def faq_entry(faq: Faq) -> SearchDocument:
    return SearchDocument(
        title=faq.title,
        body=plain(official(faq.answer).html),
        url=faq.get_absolute_url(),
        published_on=_shown_day(faq),
        category="faq",
        department_id=faq.department_id,
    )


def _attachment_texts(thing: Document | Interpretation) -> list[str]:
    found = Attachment.objects.of(thing).kept().filter(public_from__isnull=False).exclude(text="")
    return list(found.order_by("position").values_list("text", flat=True))


def _words(*pieces: str) -> str:
    return "\n".join(piece for piece in pieces if piece)


def _shown_day(thing: Document | Interpretation | Faq) -> date:
    return timezone.localtime(thing.published_at).date()
