"""Separation of duties: the one function that says who may sign what. The database holds the same by constraints."""

from collections.abc import Iterable

from portal.kernel.people.models import User
from portal.kernel.publishing.models import Approval, Version


def objections_to_review(*, user: User, version: Version) -> list[str]:
    """Why this person may not review the secrecy of this version; empty when nothing speaks against it."""
    return ["起草人不得审查自己起草的内容"] if _drafted(user, version) else []


def objections_to_approve(*, user: User, version: Version, level: int, approvals: Iterable[Approval]) -> list[str]:
    """Nobody approves his own, nobody approves two levels, no level comes before the one below it."""
    signed = list(approvals)
    found: list[str] = []
    if _drafted(user, version):
        found.append("起草人不得审批自己起草的内容")
    if any(each.decided_by_id == user.pk for each in signed):
        found.append("同一人不得审批两个层级")
    if any(each.level == level for each in signed):
        found.append(f"第 {level} 级已经审批")
    if missing := [n for n in range(1, level) if all(each.level != n for each in signed)]:
        found.append(f"第 {missing[0]} 级尚未审批")
    return found


def _drafted(user: User, version: Version) -> bool:
    return user.pk == version.made_by_id or user.pk in version.drafter_ids
