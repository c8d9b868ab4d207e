"""What the search index keeps of policies."""

from datetime import date

from django.utils import timezone

from policies.models import Document, Faq, Interpretation
from policies.rules.words import Validity
from portal.kernel.search.sources import BELOW_CURRENT, SearchDocument
from portal.kernel.ui.official import official, plain


def document_entry(document: Document) -> SearchDocument:
    """What the search index keeps of a document: its words and its validity as last noted."""
    return SearchDocument(
        title=document.title,
        body=_words(document.summary, plain(official(document.body).html)),
        url=document.get_absolute_url(),
        published_on=_shown_day(document),
        number=document.document_number,
        department_id=document.department_id,
        validity=document.indexed_validity,
        topics=tuple(document.topics.order_by("pk").values_list("pk", flat=True)),
        audiences=tuple(document.audiences.order_by("pk").values_list("pk", flat=True)),
        rank_boost=_boost(document),
    )


def interpretation_entry(interpretation: Interpretation) -> SearchDocument:
    return SearchDocument(
        title=interpretation.title,
        body=plain(official(interpretation.body).html),
        url=interpretation.get_absolute_url(),
        published_on=_shown_day(interpretation),
        department_id=interpretation.department_id,
    )


def faq_entry(faq: Faq) -> SearchDocument:
    return SearchDocument(
        title=faq.title,
        body=plain(official(faq.answer).html),
        url=faq.get_absolute_url(),
        published_on=_shown_day(faq),
        department_id=faq.department_id,
    )


def _boost(document: Document) -> int:
    """What no longer applies comes after what does, unless its number or its whole title was asked for."""
    if document.indexed_validity in (Validity.REPEALED, Validity.LAPSED):
        return BELOW_CURRENT
    return 5 if document.is_normative else 0


def _words(*pieces: str) -> str:
    return "\n".join(piece for piece in pieces if piece)


def _shown_day(thing: Document | Interpretation | Faq) -> date:
    return timezone.localtime(thing.published_at).date()
