"""Taking over items that were public elsewhere: create, leave unchanged or update, by source key and content hash."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from disclosure.models import Item
from disclosure.services import items
from portal.kernel.people.models import Department, User
from portal.kernel.publishing.services import drafting, release
from portal.kernel.publishing.words import State
from portal.kernel.taxonomy.models import Column


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """What an importer has read of one file."""

    source_key: str
    title: str
    body: str
    organ: str
    formed_on: date | None
    document_number: str = ""
    summary: str = ""
    topics: tuple[int, ...] = ()
    audiences: tuple[int, ...] = ()

    @property
    def content_hash(self) -> str:
        canonical = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    outcome: Outcome
    item: Item | None
    reason: str = ""


@transaction.atomic
def take(
    *,
    source: ImportedItem,
    department: Department,
    column: Column,
    by: User | None,
    at: datetime,
    publish: bool,
    published_at: datetime | None = None,
) -> Taken:
    """One file, taken in once: the same key and content again change nothing, other content updates.

    With ``publish`` the item goes out by the recorded import path. An item that people are working on, or have
    withdrawn, is left alone and the reason is told.
    """
    row = Item.objects.select_for_update(of=("self",)).filter(source_key=source.source_key).first()
    same = row is not None and row.source_hash == source.content_hash
    waiting = row is not None and publish and row.state == State.DRAFT and row.published_at is None
    if row is not None and same and not waiting:
        return Taken(Outcome.UNCHANGED, row)
    if row is not None and (reason := _busy(row)):
        return Taken(Outcome.REFUSED, row, reason)
    try:
        with transaction.atomic():
            item = _write(row, source, same=same, department=department, column=column, by=by, at=at)
            if (publish or item.is_public) and item.state == State.DRAFT:
                release.import_published(
                    thing=item, by=by, at=at, source=source.source_key, published_at=published_at or at
                )
    except items.ItemRefused as refused:
        return Taken(Outcome.REFUSED, row, str(refused))
    return Taken(Outcome.CREATED if row is None else Outcome.UPDATED, item)


def _write(
    row: Item | None,
    source: ImportedItem,
    *,
    same: bool,
    department: Department,
    column: Column,
    by: User | None,
    at: datetime,
) -> Item:
    if row is None:
        fresh = Item(source_key=source.source_key, source_hash=source.content_hash)
        return items.enter(item=fresh, data={"department": department, "column": column, **_data(source)}, by=by, at=at)
    if same:
        return row
    if row.state == State.PUBLISHED:
        drafting.revise(thing=row, by=by or row.published_by, at=at)
    items.save(item=row, data=_data(source), by=by, at=at)
    row.source_hash = source.content_hash
    row.save(update_fields=["source_hash"])
    return row


def _busy(row: Item) -> str:
    if row.state == State.WITHDRAWN:
        return "该条目已撤回，不再导入"
    if row.is_being_revised or row.state not in (State.DRAFT, State.PUBLISHED):
        return f"该条目当前状态为“{State(row.state).label}”，正在办理，未更新"
    return ""


def _data(source: ImportedItem) -> dict[str, Any]:
    return {
        "title": source.title,
        "organ": source.organ,
        "document_number": source.document_number,
        "formed_on": source.formed_on,
        "summary": source.summary,
        "body": source.body,
        "topics": source.topics,
        "audiences": source.audiences,
    }
