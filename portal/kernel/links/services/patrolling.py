"""The patrol: looks at links whose time has come, at the pace their hosts allow, with no transaction open meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from portal.kernel.links import judgement
from portal.kernel.links.checker import Finding, check
from portal.kernel.links.models import LinkCheck, LinkHost, OutboundLink
from portal.kernel.links.words import LinkKind, Outcome

# A worker that dies with a link in its hands leaves it to the others after this time.
CLAIM_TIME = timedelta(minutes=10)
HOST_PAUSE = timedelta(seconds=5)
Check = Callable[[str], Finding]


@dataclass(frozen=True, slots=True)
class PatrolReport:
    ok: int = 0
    unsure: int = 0
    broken: int = 0

    @property
    def checked(self) -> int:
        return self.ok + self.unsure + self.broken


def patrol(*, at: datetime, limit: int = 20, check: Check = check) -> PatrolReport:
    """Checks up to `limit` due links, each host at most once per call."""
    outcomes: list[str] = []
    while len(outcomes) < limit and (link := claim(at=at)) is not None:
        finding = check(link.url)
        settle(link=link, finding=finding, at=at)
        outcomes.append(finding.outcome)
    return PatrolReport(*(outcomes.count(outcome) for outcome in (Outcome.OK, Outcome.UNSURE, Outcome.BROKEN)))


@transaction.atomic
def claim(*, at: datetime) -> OutboundLink | None:
    """Takes one due link and its host; runners beside us skip both instead of waiting."""
    for link in OutboundLink.objects.due(at).select_for_update(of=("self",), skip_locked=True)[:5]:
        if link.host and not _reserve(link.host, until=at + HOST_PAUSE, at=at):
            continue
        link.next_check_at = at + CLAIM_TIME
        link.save(update_fields=["next_check_at"])
        return link
    return None


@transaction.atomic
def settle(*, link: OutboundLink, finding: Finding, at: datetime) -> OutboundLink:
    """Writes down the finding and what follows from it for the link and its host."""
    link = OutboundLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    kinds = set(link.uses.values_list("kind", flat=True))
    history = judgement.History(link.state, link.failure_count, link.first_failed_at, link.last_ok_at)
    verdict = judgement.judge(history, finding, at, is_service=LinkKind.SERVICE in kinds)
    link.state = verdict.history.state
    link.failure_count = verdict.history.failure_count
    link.first_failed_at = verdict.history.first_failed_at
    link.last_ok_at = verdict.history.last_ok_at
    link.last_checked_at = at
    link.next_check_at = verdict.next_check_at if kinds else None
    link.problem = finding.problem.summary[:200] if finding.problem else ""
    link.advice = finding.problem.advice[:300] if finding.problem else ""
    link.save(
        update_fields=[
            "state", "failure_count", "first_failed_at", "last_ok_at",
            "last_checked_at", "next_check_at", "problem", "advice",
        ]
    )  # fmt: skip
    LinkCheck.objects.create(
        link=link,
        at=at,
        outcome=finding.outcome,
        status=finding.status,
        problem=link.problem,
        final_url=finding.final_url[:2000],
        elapsed_ms=finding.elapsed_ms,
    )
    if finding.retry_after is not None and link.host:
        LinkHost.objects.filter(host=link.host).update(free_at=at + timedelta(seconds=finding.retry_after))
    return link


def _reserve(host: str, *, until: datetime, at: datetime) -> bool:
    """One statement decides who may ask a host now, whatever the others are doing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO links_linkhost (host, free_at) VALUES (%s, %s)"
            " ON CONFLICT (host) DO UPDATE SET free_at = EXCLUDED.free_at WHERE links_linkhost.free_at <= %s",
            [host, until, at],
        )
        return cursor.rowcount == 1
