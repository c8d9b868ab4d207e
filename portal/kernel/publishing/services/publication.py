"""What happens to everything that becomes public or ceases to be, in one transaction."""

from datetime import datetime
from typing import Any

from portal.kernel.attachments.services import release as files
from portal.kernel.audit import services as audit
from portal.kernel.links import services as links
from portal.kernel.people.models import User
from portal.kernel.publishing import content_version, findable_files, registry, snapshot
from portal.kernel.publishing.html import found_links
from portal.kernel.publishing.models import Publishable
from portal.kernel.search import sources
from portal.kernel.search.services import indexing, saving

PUBLICATION_FIELDS = (
    "state",
    "proposal",
    "drafter_ids",
    "published_at",
    "published_by",
    "failed_at",
    "failure",
)


def put_out(
    *, row: Publishable, verb: str, by: User | None, at: datetime, published_at: datetime, before: dict[str, Any]
) -> None:
    """A locked row whose state is already PUBLISHED: columns, audit, files, effects, search, links, content version."""
    columns, many = snapshot.apply(row, row.proposal or {})
    row.proposal = None
    row.drafter_ids = []
    row.failed_at, row.failure = None, ""
    first_time = row.published_at is None
    if row.published_at is None:
        row.published_at, row.published_by = published_at, by
    row.save(update_fields=[*columns, *PUBLICATION_FIELDS])
    for name, keys in many.items():
        getattr(row, name).set(keys)
    audit.record(
        verb=verb, target=row, by=by, at=at, before=before, after={"state": row.state, "first_release": first_time}
    )
    files.publish(subject=row, at=row.published_at if first_time else at)
    for effect in registry.type_of(row).on_release:
        effect(row, by=by, at=at)
    reindex(row, at=at)
    # What is taken over from elsewhere was public before; nobody is told of it.
    if first_time and verb != "publishing.import_published" and not row.targeted and sources.is_searchable(type(row)):
        saving.announce(row, at=at)
    links.register_links(source=row, urls=found_links(row), at=at)
    content_version.bump()


def take_back(*, row: Publishable, by: User, at: datetime) -> None:
    """A locked row whose state is already WITHDRAWN: out of search, links and effects; the tombstone stays."""
    reindex(row, at=at)
    links.unregister(source=row)
    for effect in registry.type_of(row).on_withdraw:
        effect(row, by=by, at=at)
    content_version.bump()


def reindex(row: Publishable, *, at: datetime) -> None:
    """What not everybody may see has no row in the index, and neither have its files."""
    indexing.index(row, at=at)
    findable_files.refresh(row, at=at)
