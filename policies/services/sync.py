"""三同步: a document, its interpretation and its questions are published in one act or not at all."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from policies.models import Document, Faq, Interpretation
from portal.kernel.people.models import User
from portal.kernel.publishing.models import Bundle
from portal.kernel.publishing.services import bundles


class NotItsCompanion(ValueError):
    """An interpretation or question of another document was handed in."""


@transaction.atomic
def release_with_interpretation(
    *,
    document: Document,
    interpretations: Iterable[Interpretation],
    faqs: Iterable[Faq] = (),
    by: User | None,
    at: datetime,
) -> Bundle:
    """Release the document with its companions; NotReady names the failures of every one."""
    companions: list[Interpretation | Faq] = [*interpretations, *faqs]
    if strangers := [each for each in companions if each.document_id != document.pk]:
        raise NotItsCompanion("、".join(f"《{each.title}》" for each in strangers) + "不属于这份文件")
    bundle = bundles.make_bundle(name=document.title, things=[document, *companions], by=by, at=at)
    bundles.release_bundle(bundle=bundle, by=by, at=at)
    return bundle
