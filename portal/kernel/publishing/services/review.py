"""The signatures: secrecy review, three levels of approval, sending back."""

from datetime import datetime

from django.db import transaction

from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from portal.kernel.publishing import gates, permissions, selectors, separation, snapshot
from portal.kernel.publishing.models import Approval, Publishable, SecrecyReview, Version
from portal.kernel.publishing.services.locking import locked, move
from portal.kernel.publishing.words import LEVEL_LABELS, Conclusion, Decision, State


class NotAllowed(Exception):
    """This person may not sign this; the reasons are what he reads."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


class AlreadyReviewed(Exception):
    """The version has its secrecy conclusion."""


class NotReviewed(Exception):
    """Approval before the secrecy review 「先审查后公开」."""


class ReasonMissing(ValueError):
    """A refusal without a reason."""


class StaleVersion(Exception):
    """The row no longer says what was handed in, or another version was meant."""


@transaction.atomic
def review_secrecy(
    *,
    thing: Publishable,
    conclusion: str,
    by: User,
    at: datetime,
    basis: str = "",
    note: str = "",
    version: Version | None = None,
) -> SecrecyReview:
    """Record the secrecy review of the version under review; ``reject`` sends it back to the drafter."""
    row, current = _under_review(thing, "review_secrecy", version)
    if not permissions.can_review_secrecy(by, row):
        raise NotAllowed(["没有保密审查职责"])
    if reasons := separation.objections_to_review(user=by, version=current):
        raise NotAllowed(reasons)
    if selectors.secrecy_review(current) is not None:
        raise AlreadyReviewed("该版本已作出保密审查结论")
    if conclusion == Conclusion.REJECT and not note.strip():
        raise ReasonMissing("保密审查不通过的，应当说明意见")
    review = SecrecyReview.objects.create(
        version=current,
        conclusion=Conclusion(conclusion),
        basis=basis.strip(),
        note=note.strip(),
        reviewed_at=at,
        reviewed_by=by,
        drafted_by_id=current.made_by_id,
    )
    audit.record(
        verb="publishing.review_secrecy",
        target=row,
        by=by,
        at=at,
        after={"version": current.number, "conclusion": review.conclusion},
    )
    if review.conclusion == Conclusion.REJECT:
        _back_to_draft(row, reason=note, by=by, at=at)
    thing.refresh_from_db()
    return review


@transaction.atomic
def approve(
    *, thing: Publishable, level: int, by: User, at: datetime, note: str = "", version: Version | None = None
) -> Approval:
    """Sign one level of the current version; the last level ends the review."""
    row, current = _under_review(thing, "approve", version)
    if level not in LEVEL_LABELS or level > selectors.approval_levels(row):
        raise NotAllowed([f"没有第 {level} 级审批"])
    if not permissions.can_approve(by, row, level):
        raise NotAllowed([f"没有第 {level} 级（{LEVEL_LABELS[level]}）审批职责"])
    review = selectors.secrecy_review(current)
    if review is None:
        raise NotReviewed("尚未经保密审查，不能审批")
    signed = selectors.approvals(current)
    if reasons := separation.objections_to_approve(user=by, version=current, level=level, approvals=signed):
        raise NotAllowed(reasons)
    approval = _sign(current, level, Decision.APPROVE, note, by, at)
    audit.record(verb="publishing.approve", target=row, by=by, at=at, after={"version": current.number, "level": level})
    if len(signed) + 1 == selectors.approval_levels(row):
        move(row, "conclude")
        row.save(update_fields=["state"])
        audit.record(
            verb="publishing.conclude",
            target=row,
            by=by,
            at=at,
            before={"state": State.SUBMITTED},
            after={"state": row.state, "version": current.number},
        )
    thing.refresh_from_db()
    return approval


@transaction.atomic
def send_back(*, thing: Publishable, reason: str, by: User, at: datetime) -> Publishable:
    """Return the thing to its drafter with a reason; every signature on the version is void from now on."""
    row = locked(thing)
    before = row.state
    if not permissions.can_send_back(by, row):
        raise NotAllowed(["没有审查审批职责，不能退回"])
    if not reason.strip():
        raise ReasonMissing("退回应当说明原因")
    current = selectors.latest_version(row)
    level = selectors.next_level(row, current) if current and before == State.SUBMITTED else None
    _back_to_draft(row, reason=reason, by=by, at=at)
    if current and level and _may_sign_return(current, level, by, row):
        _sign(current, level, Decision.RETURN, reason, by, at)
    thing.refresh_from_db()
    return thing


def _back_to_draft(row: Publishable, *, reason: str, by: User, at: datetime) -> None:
    before = row.state
    move(row, "send_back")
    row.planned_at = row.planned_by = row.failed_at = None
    row.failure = ""
    row.save(update_fields=["state", "planned_at", "planned_by", "failed_at", "failure"])
    audit.record(
        verb="publishing.send_back",
        target=row,
        by=by,
        at=at,
        before={"state": before},
        after={"state": row.state},
        note=reason.strip(),
    )


def _under_review(thing: Publishable, verb: str, expected: Version | None) -> tuple[Publishable, Version]:
    """The locked row and its current version, which must still be exactly what the row says."""
    row = locked(thing)
    move(row, verb)
    current = selectors.latest_version(row)
    if current is None or (expected is not None and expected.pk != current.pk):
        raise StaleVersion("您审阅的版本已被新版本取代，请重新审阅")
    if current.sha256 != snapshot.digest(snapshot.snapshot(row)):
        raise StaleVersion(gates.CHANGED)
    return row, current


def _may_sign_return(version: Version, level: int, by: User, row: Publishable) -> bool:
    return permissions.can_approve(by, row, level) and not separation.objections_to_approve(
        user=by, version=version, level=level, approvals=version.approvals.all()
    )


def _sign(version: Version, level: int, decision: str, note: str, by: User, at: datetime) -> Approval:
    return Approval.objects.create(
        version=version,
        level=level,
        decision=decision,
        note=note.strip(),
        decided_at=at,
        decided_by=by,
        drafted_by_id=version.made_by_id,
    )
