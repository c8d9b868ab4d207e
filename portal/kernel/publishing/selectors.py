"""Questions about the way of a thing to the public."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from portal.kernel.publishing import registry
from portal.kernel.publishing.models import Approval, Grant, Publishable, SecrecyReview, Version
from portal.kernel.publishing.words import LEVEL_LABELS, Conclusion, Decision, Origin

DEFAULT_APPROVAL_LEVELS = 3


def versions_of(thing: Publishable) -> QuerySet[Version]:
    kind = ContentType.objects.get_for_model(thing)
    return Version.objects.filter(subject_type=kind, subject_id=thing.pk).order_by("-number")


def latest_version(thing: Publishable) -> Version | None:
    return versions_of(thing).first()


def grants_of(thing: Publishable) -> QuerySet[Grant]:
    kind = ContentType.objects.get_for_model(thing)
    return Grant.objects.filter(subject_type=kind, subject_id=thing.pk).select_related("user", "department")


def approval_levels(thing: Publishable) -> int:
    """How many levels must sign this kind of thing: its own number, else PUBLISHING_APPROVAL_LEVELS, else three."""
    own = registry.type_of(thing).approval_levels
    levels = own if own is not None else getattr(settings, "PUBLISHING_APPROVAL_LEVELS", DEFAULT_APPROVAL_LEVELS)
    return max(1, min(int(levels), max(LEVEL_LABELS)))


def secrecy_review(version: Version) -> SecrecyReview | None:
    return version.secrecy_reviews.first()


def approvals(version: Version) -> list[Approval]:
    """The levels that agreed, lowest first."""
    return list(version.approvals.filter(decision=Decision.APPROVE).select_related("decided_by").order_by("level"))


def next_level(thing: Publishable, version: Version) -> int | None:
    """The level that must sign now; None when secrecy is not passed yet or all have signed."""
    review = secrecy_review(version)
    if review is None or review.conclusion == Conclusion.REJECT:
        return None
    signed = {each.level for each in approvals(version)}
    return next((n for n in range(1, approval_levels(thing) + 1) if n not in signed), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the review panel."""

    label: str
    done: bool
    text: str
    by: Any = None
    at: Any = None


def review_steps(thing: Publishable) -> tuple[Step, ...]:
    """Secrecy review and every level with who signed when, for the current version."""
    version = latest_version(thing)
    if version is None:
        return ()
    review = secrecy_review(version)
    signed = {each.level: each for each in version.approvals.select_related("decided_by")}
    steps = [
        Step(
            "保密审查",
            review is not None and review.conclusion != Conclusion.REJECT,
            f"{review.get_conclusion_display()} {review.note}".strip() if review else "待审查",
            review.reviewed_by if review else None,
            review.reviewed_at if review else None,
        )
    ]
    # What came in by import was approved where it came from; nobody is waited for here.
    levels = 0 if version.origin == Origin.IMPORTED else approval_levels(thing)
    for level in range(1, levels + 1):
        each = signed.get(level)
        steps.append(
            Step(
                f"第 {level} 级（{LEVEL_LABELS[level]}）",
                each is not None and each.decision == Decision.APPROVE,
                f"{each.get_decision_display()} {each.note}".strip() if each else "待审批",
                each.decided_by if each else None,
                each.decided_at if each else None,
            )
        )
    return tuple(steps)
