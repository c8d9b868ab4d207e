"""Whole questions about policies for pages, API and reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from policies.models import Document, DocumentQuerySet, Faq, Interpretation
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


def interpretations(*, at: datetime, reader: Any = None) -> QuerySet[Interpretation]:
    """Interpretations this reader may see."""
    return Interpretation.objects.public(at=at, to=reader).select_related("document", "department")


def faqs(*, at: datetime, reader: Any = None) -> QuerySet[Faq]:
    """Questions with answers this reader may see."""
    return Faq.objects.public(at=at, to=reader).select_related("document", "department")


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


def tombstone(model: type[Any], pk: int) -> Any:
    """The withdrawn document or interpretation that stood at this address, if everybody could see it."""
    return model.objects.tombstones().select_related("department").filter(pk=pk).first()


def without_interpretation(*, at: datetime) -> DocumentQuerySet:
    """应解读尽解读: public normative documents that nobody has explained."""
    public: Iterable[Any] = Interpretation.objects.public(at=at).values("document_id")
    return Document.objects.public(at=at).normative().exclude(pk__in=public)
