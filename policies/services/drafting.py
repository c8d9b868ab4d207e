"""Writing documents and their companions; the kernel keeps the drafts, we keep the house rules of their fields."""

from datetime import datetime
from typing import Any

from django.db import transaction

from policies.models import Document
from portal.kernel.people.models import User
from portal.kernel.publishing.services import drafting
from portal.kernel.rules.numbers import normalise_document_number


@transaction.atomic
def save_document(*, document: Document, data: dict[str, Any], by: User | None, at: datetime) -> Document:
    """Save a draft with its number in official brackets 「发文字号」."""
    if "document_number" in data:
        data = {**data, "document_number": normalise_document_number(data["document_number"] or "")}
    return drafting.save_draft(thing=document, data=data, by=by, at=at)
