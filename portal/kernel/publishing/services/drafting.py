"""Writing and handing in: the verbs of the department that drafts 「谁起草谁负责」."""

from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from portal.kernel.attachments.services import release as files
from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from portal.kernel.publishing import registry, selectors, snapshot
from portal.kernel.publishing.models import Publishable, Version
from portal.kernel.publishing.services.locking import locked, move
from portal.kernel.publishing.words import Openness, Origin, State

T = TypeVar("T", bound=Publishable)


class NotPublic(Exception):
    """The verb needs a thing that is public now."""


class Incomplete(Exception):
    """The draft lacks what must be there before anybody reviews it."""

    def __init__(self, failures: list[str]) -> None:
        super().__init__("；".join(failures))
        self.failures = failures


@transaction.atomic
def save_draft(*, thing: T, data: dict[str, Any], by: User | None, at: datetime) -> T:
    """Save content. A thing that was never public is written in place; a public one into its working copy.

    A new (unsaved) instance is created. ``data`` may hold any of the content fields; an unknown name is refused.
    """
    content = snapshot.encode(thing, data)
    if thing.pk is None:
        return _create(thing, content, by, at)
    row = locked(thing)
    move(row, "save_draft")
    row.drafter_ids = _with_drafter(row, by)
    if row.published_at is None:
        columns, many = snapshot.apply(row, content)
        row.save(update_fields=[*columns, "drafter_ids"])
        _set_many(row, many)
    else:
        row.proposal = {**(row.proposal or {}), **content}
        row.save(update_fields=["proposal", "drafter_ids"])
    audit.record(verb="publishing.save_draft", target=row, by=by, at=at, after={"fields": sorted(content)})
    return _reflect(thing, row)


@transaction.atomic
def submit(*, thing: Publishable, by: User, at: datetime) -> Version:
    """Freeze the content as a version and put it before the reviewers; whatever was signed before counts no more."""
    row = locked(thing)
    state_before = row.state
    move(row, "submit")
    if failures := _incomplete(snapshot.overlaid(row)):
        raise Incomplete(failures)
    row.drafter_ids = _with_drafter(row, by)
    version = make_version(thing=row, by=by, at=at)
    row.submitted_at, row.submitted_by = at, by
    row.planned_at = row.planned_by = None
    row.save(update_fields=["state", "drafter_ids", "submitted_at", "submitted_by", "planned_at", "planned_by"])
    audit.record(
        verb="publishing.submit",
        target=row,
        by=by,
        at=at,
        before={"state": state_before},
        after={"state": row.state, "version": version.number, "sha256": version.sha256},
    )
    _reflect(thing, row)
    return version


@transaction.atomic
def revise(*, thing: Publishable, by: User | None, at: datetime) -> Publishable:
    """Open a working copy of a public thing; what the public sees stays as it is."""
    row = locked(thing)
    move(row, "revise")
    row.proposal = {}
    row.drafter_ids = []
    row.save(update_fields=["state", "proposal", "drafter_ids"])
    audit.record(
        verb="publishing.revise",
        target=row,
        by=by,
        at=at,
        before={"state": State.PUBLISHED},
        after={"state": row.state},
    )
    return _reflect(thing, row)


@transaction.atomic
def discard(*, thing: Publishable, by: User, at: datetime) -> Publishable:
    """Throw the working copy away; the public content was never touched."""
    row = locked(thing)
    move(row, "discard")
    if not row.is_public:
        raise NotPublic("尚未公开的内容没有可以放弃的修订稿")
    row.proposal = None
    row.drafter_ids = []
    row.save(update_fields=["state", "proposal", "drafter_ids"])
    files.discard_changes(subject=row, at=at)
    for effect in registry.type_of(row).on_discard:
        effect(row, by=by, at=at)
    audit.record(
        verb="publishing.discard", target=row, by=by, at=at, before={"state": State.DRAFT}, after={"state": row.state}
    )
    return _reflect(thing, row)


def make_version(*, thing: Publishable, by: User | None, at: datetime, origin: str = Origin.DRAFTED) -> Version:
    """The next immutable version of a locked row."""
    content = snapshot.snapshot(thing)
    latest = selectors.latest_version(thing)
    return Version.objects.create(
        subject_type=ContentType.objects.get_for_model(thing),
        subject_id=thing.pk,
        number=latest.number + 1 if latest else 1,
        snapshot=content,
        sha256=snapshot.digest(content),
        origin=origin,
        drafter_ids=thing.drafter_ids,
        made_at=at,
        made_by=by,
    )


def _create(thing: T, content: dict[str, Any], by: User | None, at: datetime) -> T:
    columns, many = snapshot.apply(thing, content)
    thing.state = State.DRAFT
    thing.created_at, thing.created_by = at, by
    thing.drafter_ids = _with_drafter(thing, by)
    thing.save(force_insert=True)
    _set_many(thing, many)
    audit.record(verb="publishing.save_draft", target=thing, by=by, at=at, after={"fields": sorted(columns)})
    return thing


def _incomplete(thing: Publishable) -> list[str]:
    found = []
    if not thing.title.strip():
        found.append("标题不能为空")
    if thing.openness != Openness.OPEN and not (thing.openness_ground and thing.openness_reason):
        found.append("依申请公开、不予公开的，应当写明依据和理由")
    if thing.targeted and not selectors.grants_of(thing).exists():
        found.append("定向公开尚未指定公开对象")
    return found


def _with_drafter(thing: Publishable, by: User | None) -> list[int]:
    return sorted({*thing.drafter_ids, *([by.pk] if by else [])})


def _set_many(thing: Publishable, many: dict[str, list[int]]) -> None:
    for name, keys in many.items():
        getattr(thing, name).set(keys)


def _reflect(thing: T, row: Publishable) -> T:
    """Let the caller's instance show what the row now says."""
    if thing is not row:
        thing.refresh_from_db()
    return thing
