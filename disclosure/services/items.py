"""Drafting items: what publication itself adds (review, approval, release) is the kernel's affair."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from disclosure.models import Item
from disclosure.rules import content
from disclosure.services import terms
from disclosure.services.numbering import next_index_number
from portal.kernel.people.models import User
from portal.kernel.publishing.services import drafting, release
from portal.kernel.rules.numbers import normalise_document_number
from portal.kernel.ui.face import identity


class ItemRefused(ValueError):
    """The item cannot be saved; `errors` says why, field by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("；".join(f"{_label(name)}：{''.join(said)}" for name, said in errors.items()))
        self.errors = errors


@transaction.atomic
def draft(*, item: Item, data: dict[str, Any], by: User | None, at: datetime) -> Item:
    """Enter a new item: it gets its index number, and the statutory term for its publication begins."""
    enter(item=item, data=data, by=by, at=at)
    terms.keep(item=item, by=by, at=at)
    return item


@transaction.atomic
def save(*, item: Item, data: dict[str, Any], by: User | None, at: datetime) -> Item:
    """Change a draft or the working copy of a revision; the term follows the date and the openness."""
    drafting.save_draft(thing=item, data=_checked(data, at), by=by, at=at)
    terms.keep(item=item, by=by, at=at)
    return item


@transaction.atomic
def bring_in(
    *, item: Item, data: dict[str, Any], source: str, published_at: datetime, by: User | None, at: datetime
) -> Item:
    """Take over an item that was public elsewhere before, with the moment it was published there."""
    enter(item=item, data=data, by=by, at=at)
    release.import_published(thing=item, by=by, at=at, source=source, published_at=published_at)
    return item


@transaction.atomic
def enter(*, item: Item, data: dict[str, Any], by: User | None, at: datetime) -> Item:
    """Write down a new item with its index number, without a term: what is taken over had its day elsewhere."""
    checked = _checked(data, at)
    missing = [name for name in ("title", "organ", "formed_on", "department", "column") if not checked.get(name)]
    if missing:
        raise ItemRefused({name: ["不能为空。"] for name in missing})
    item.index_number = next_index_number(year=checked["formed_on"].year)
    return drafting.save_draft(thing=item, data=checked, by=by, at=at)


def own_organ() -> str:
    """The issuing organ of what the bureau itself forms."""
    return identity().name


def _checked(data: dict[str, Any], at: datetime) -> dict[str, Any]:
    errors = content.objections(data, today=timezone.localtime(at).date())
    if errors:
        raise ItemRefused(errors)
    if "document_number" not in data:
        return data
    return {**data, "document_number": normalise_document_number(data["document_number"] or "")}


def _label(name: str) -> str:
    return str(Item._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a concrete field
