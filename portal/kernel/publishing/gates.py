"""What must be true at the moment of release. Every failure is returned, not the first."""

from portal.kernel.publishing import registry, selectors, snapshot
from portal.kernel.publishing.models import Publishable, Version
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.publishing.words import Conclusion, Openness, Origin

CHANGED = "内容在审签后被改动，请退回后重新审签"


def failures(thing: Publishable, context: ReleaseContext) -> list[str]:
    """All that stands in the way of publishing this thing now, the kernel's gates first."""
    overlay = snapshot.overlaid(thing)
    kind = registry.type_of(thing)
    found = [*_openness(overlay), *_signatures(thing, overlay)]
    for gate in kind.gates:
        found += gate(overlay)
    for context_gate in kind.context_gates:
        found += context_gate(overlay, context)
    return found


def _openness(thing: Publishable) -> list[str]:
    found = []
    if thing.openness != Openness.OPEN:
        found.append(f"公开属性为“{Openness(thing.openness).label}”，不得发布")
    if thing.targeted and not selectors.grants_of(thing).exists():
        found.append("定向公开尚未指定公开对象")
    return found


def _signatures(thing: Publishable, overlay: Publishable) -> list[str]:
    version = selectors.latest_version(thing)
    if version is None:
        return ["尚未提交审查，没有可以发布的版本"]
    found = []
    if version.sha256 != snapshot.digest(snapshot.snapshot(thing)):
        found.append(CHANGED)
    return found + _reviews(overlay, version)


def _reviews(thing: Publishable, version: Version) -> list[str]:
    review = selectors.secrecy_review(version)
    if review is None:
        found = ["未经保密审查"]
    elif review.conclusion == Conclusion.REJECT:
        found = ["保密审查未通过"]
    else:
        found = []
    if version.origin == Origin.IMPORTED:
        return found
    signed = {each.level for each in selectors.approvals(version)}
    missing = [str(n) for n in range(1, selectors.approval_levels(thing) + 1) if n not in signed]
    if missing:
        found.append(f"第 {'、'.join(missing)} 级尚未审批")
    return found
