"""The publication desk: release, schedule, withdraw, and the recorded fast path of imports."""

from datetime import datetime

from django.db import transaction

from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from portal.kernel.publishing import gates
from portal.kernel.publishing.models import Publishable, SecrecyReview
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.publishing.services import publication
from portal.kernel.publishing.services.desk import NotReady, release_locked
from portal.kernel.publishing.services.drafting import NotPublic, make_version
from portal.kernel.publishing.services.locking import locked, move
from portal.kernel.publishing.services.review import ReasonMissing
from portal.kernel.publishing.services.tick import release_due
from portal.kernel.publishing.words import Conclusion, Openness, Origin

__all__ = [
    "NotPublic",
    "NotReady",
    "PlannedInThePast",
    "ReasonMissing",
    "import_published",
    "release",
    "release_due",
    "schedule",
    "withdraw",
]


class PlannedInThePast(ValueError):
    """A schedule must lie ahead."""


@transaction.atomic
def release(*, thing: Publishable, by: User | None, at: datetime) -> Publishable:
    """Publish the approved version; raises NotReady with all failures and then changes nothing."""
    release_locked(row=locked(thing), context=ReleaseContext(at=at, by=by))
    thing.refresh_from_db()
    return thing


@transaction.atomic
def schedule(*, thing: Publishable, planned_at: datetime, by: User, at: datetime) -> Publishable:
    """Plan the release; the row is the schedule. What is missing now is said now, not at midnight."""
    row = locked(thing)
    before = {"state": row.state}
    move(row, "schedule")
    if planned_at <= at:
        raise PlannedInThePast("计划发布时间应当晚于现在")
    if failures := gates.failures(row, ReleaseContext(at=planned_at, by=by)):
        raise NotReady(failures)
    row.planned_at, row.planned_by = planned_at, by
    row.failed_at, row.failure = None, ""
    row.save(update_fields=["state", "planned_at", "planned_by", "failed_at", "failure"])
    audit.record(
        verb="publishing.schedule",
        target=row,
        by=by,
        at=at,
        before=before,
        after={"state": row.state, "planned_at": planned_at},
    )
    thing.refresh_from_db()
    return thing


@transaction.atomic
def withdraw(*, thing: Publishable, reason: str, by: User, at: datetime) -> Publishable:
    """Take a public thing back; its address then tells that it was withdrawn, when and why."""
    row = locked(thing)
    before = {"state": row.state}
    move(row, "withdraw")
    if not row.is_public:
        raise NotPublic("尚未公开的内容不能撤回")
    if not reason.strip():
        raise ReasonMissing("撤回应当说明原因")
    row.withdrawn_at, row.withdrawn_by, row.withdrawal_reason = at, by, reason.strip()
    row.failed_at, row.failure = None, ""
    row.save(
        update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawal_reason", "failed_at", "failure"],
    )
    audit.record(
        verb="publishing.withdraw",
        target=row,
        by=by,
        at=at,
        before=before,
        after={"state": row.state},
        note=row.withdrawal_reason,
    )
    publication.take_back(row=row, by=by, at=at)
    thing.refresh_from_db()
    return thing


@transaction.atomic
def import_published(
    *, thing: Publishable, by: User | None, at: datetime, source: str, published_at: datetime | None = None
) -> Publishable:
    """The recorded fast path of imports: content the bureau had already made public elsewhere.

    Makes a version and an import record in place of the reviews, and publishes with the moment of the first
    publication (``published_at`` or the one the instance carries). Type gates are not asked; openness is.
    """
    moment = published_at or thing.published_at or at
    row = locked(thing)
    before = {"state": row.state}
    move(row, "import_published")
    if row.openness != Openness.OPEN:
        raise NotReady(["只有主动公开的内容才能导入发布"])
    version = make_version(thing=row, by=by, at=at, origin=Origin.IMPORTED)
    SecrecyReview.objects.create(
        version=version,
        conclusion=Conclusion.IMPORTED,
        note=f"导入自：{source}"[:1000],
        reviewed_at=at,
        reviewed_by=None,
    )
    publication.put_out(row=row, verb="publishing.import_published", by=by, at=at, published_at=moment, before=before)
    thing.refresh_from_db()
    return thing
