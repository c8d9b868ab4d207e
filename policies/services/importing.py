"""Taking in documents published before: create, leave unchanged or update, by source key and content hash."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django.db import transaction

from policies.models import Document, Relation
from policies.rules.words import RelationKind
from policies.services.drafting import save_document
from portal.kernel.audit import services as audit
from portal.kernel.people.models import Department, User
from portal.kernel.publishing.services import drafting, release
from portal.kernel.publishing.words import State

VERSION_NOTE = "同一文件的不同版本"


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """What an importer has read of one file; of several versions of one title ``formed_on`` tells the order."""

    source_key: str
    title: str
    body: str
    document_number: str = ""
    issuing_organ: str = ""
    history: tuple[str, ...] = ()
    formed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    summary: str = ""
    is_normative: bool = False
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
    document: Document | None
    reason: str = ""


@transaction.atomic
def take(
    *,
    source: ImportedDocument,
    department: Department,
    by: User | None,
    at: datetime,
    publish: bool,
    published_at: datetime | None = None,
) -> Taken:
    """One file, taken in once: the same key and content again change nothing, other content updates.

    With ``publish`` the document goes out by the recorded import path. A document that people are working on
    (in review, being revised, withdrawn) is left alone and the reason is told.
    """
    row = Document.objects.select_for_update(of=("self",)).filter(source_key=source.source_key).first()
    if row is None:
        document = _create(source, department, by, at)
        outcome = Outcome.CREATED
    else:
        document = row
        same = row.source_hash == source.content_hash
        if same and not (publish and row.state == State.DRAFT and row.published_at is None):
            return Taken(Outcome.UNCHANGED, row)
        if reason := _busy(row):
            return Taken(Outcome.REFUSED, row, reason)
        if not same:
            document = _update(row, source, by, at)
        outcome = Outcome.UPDATED
    _link_versions(document, by=by, at=at)
    if (publish or document.is_public) and document.state == State.DRAFT:
        release.import_published(
            thing=document, by=by, at=at, source=source.source_key, published_at=published_at or at
        )
    return Taken(outcome, document)


def _create(source: ImportedDocument, department: Department, by: User | None, at: datetime) -> Document:
    document = Document(source_key=source.source_key, source_hash=source.content_hash)
    return save_document(document=document, data={"department": department, **_data(source)}, by=by, at=at)


def _update(row: Document, source: ImportedDocument, by: User | None, at: datetime) -> Document:
    if row.state == State.PUBLISHED:
        drafting.revise(thing=row, by=by, at=at)
    save_document(document=row, data=_data(source), by=by, at=at)
    row.source_hash = source.content_hash
    row.save(update_fields=["source_hash"])
    return row


def _busy(row: Document) -> str:
    if row.state == State.WITHDRAWN:
        return "该文件已撤回，不再导入"
    if row.is_being_revised or row.state not in (State.DRAFT, State.PUBLISHED):
        return f"该文件当前状态为“{State(row.state).label}”，正在办理，未更新"
    return ""


def _data(source: ImportedDocument) -> dict[str, Any]:
    return {
        "title": source.title,
        "document_number": source.document_number,
        "issuing_organ": source.issuing_organ,
        "is_normative": source.is_normative,
        "formed_on": source.formed_on,
        "effective_on": source.effective_on,
        "expires_on": source.expires_on,
        "summary": source.summary,
        "body": source.body,
        "history": "\n".join(source.history),
        "topics": source.topics,
        "audiences": source.audiences,
    }


def _link_versions(document: Document, *, by: User | None, at: datetime) -> None:
    """Of several imported versions of one title each is amended by the next; only the latest is current."""
    versions = sorted(
        Document.objects.filter(title=document.title, source_key__isnull=False, withdrawn_at__isnull=True),
        key=lambda each: (each.formed_on or each.effective_on or date.min, each.effective_on or date.min, each.pk),
    )
    wanted = {(newer.pk, older.pk): _effect_of(newer, at) for older, newer in pairwise(versions)}
    keys = [each.pk for each in versions]
    standing = Relation.objects.filter(
        from_document__in=keys, to_document__in=keys, kind=RelationKind.AMENDS, note=VERSION_NOTE
    )
    for relation in standing:
        pair = (relation.from_document_id, relation.to_document_id)
        if wanted.pop(pair, None) is None:
            relation.delete()
    for (newer, older), day in wanted.items():
        _state_amendment(newer, older, day, by=by, at=at)


def _state_amendment(newer: int, older: int, day: date, *, by: User | None, at: datetime) -> None:
    """A fact of the source, stated for public documents at once, for drafts with their release."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=newer)
    Relation.objects.create(
        from_document_id=newer,
        to_document_id=older,
        kind=RelationKind.AMENDS,
        effective_on=day,
        note=VERSION_NOTE,
        public_from=at if document.is_public else None,
        created_at=at,
        created_by=by,
    )
    audit.record(
        verb="policies.relate",
        target=document,
        by=by,
        at=at,
        after={"kind": RelationKind.AMENDS.value, "to": older, "effective_on": day},
    )


def _effect_of(newer: Document, at: datetime) -> date:
    """An amended text keeps the day its first version took effect; the amendment is not older than its own day."""
    return max(filter(None, (newer.effective_on, newer.formed_on)), default=at.date())
