"""What a finding means for a link over time: one failure breaks nothing, three over a day do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.kernel.links.checker.findings import Finding
from portal.kernel.links.words import LinkState, Outcome

FAILURES_TO_BREAK = 3
TIME_TO_BREAK = timedelta(hours=24)
AGAIN_WHEN_FAILED = timedelta(hours=12)
AGAIN_WHEN_BROKEN = timedelta(days=1)
AGAIN_WHEN_UNSURE = timedelta(days=1)
SHORTEST_PATIENCE = timedelta(hours=1)
AGAIN_WHEN_OK = timedelta(days=7)
AGAIN_WHEN_SERVICE_OK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class History:
    state: str = LinkState.UNKNOWN
    failure_count: int = 0
    first_failed_at: datetime | None = None
    last_ok_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    history: History
    next_check_at: datetime


def judge(history: History, finding: Finding, at: datetime, *, is_service: bool = False) -> Verdict:
    """The link's new standing. A host that asked for patience is neither well nor ill: nothing is counted."""
    if finding.outcome == Outcome.OK:
        pause = AGAIN_WHEN_SERVICE_OK if is_service else AGAIN_WHEN_OK
        return Verdict(History(LinkState.OK, 0, None, at), at + pause)
    if finding.outcome == Outcome.UNSURE:
        state = LinkState.BROKEN if history.state == LinkState.BROKEN else LinkState.UNSURE
        pause = AGAIN_WHEN_UNSURE
        if finding.retry_after is not None:
            state = LinkState(history.state) if history.state != LinkState.UNKNOWN else LinkState.UNSURE
            pause = max(timedelta(seconds=finding.retry_after), SHORTEST_PATIENCE)
        unsure = History(state, history.failure_count, history.first_failed_at, history.last_ok_at)
        return Verdict(unsure, at + pause)
    count = history.failure_count + 1
    since = history.first_failed_at or at
    confirmed = count >= FAILURES_TO_BREAK and at - since >= TIME_TO_BREAK
    state = LinkState.BROKEN if confirmed or history.state == LinkState.BROKEN else LinkState.UNSURE
    pause = AGAIN_WHEN_BROKEN if state == LinkState.BROKEN else AGAIN_WHEN_FAILED
    return Verdict(History(state, count, since, history.last_ok_at), at + pause)
