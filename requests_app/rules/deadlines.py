"""When a reply is due, folded from the events of the file (条例 30–33).

Nothing here is stored: the same events give the same date, and a changed calendar gives a changed date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from portal.kernel.rules.clock import (
    OTHER_ORGAN_PAUSE,
    THIRD_PARTY_PAUSE,
    Extension,
    Reckoning,
    ReplyTerm,
    Restart,
    Suspension,
    reckon,
)
from portal.kernel.rules.terms import REPLY_WORKDAYS
from portal.kernel.rules.workdays import WorkCalendar
from requests_app.rules.words import Channel, EventKind

# 条例 31 (2) and (3): unsigned mail, internet and fax count from the day both sides have confirmed.
CONFIRMED_BY_BOTH_SIDES = frozenset({Channel.ONLINE, Channel.PLAIN_MAIL, Channel.FAX})

_PAUSES = {EventKind.THIRD_PARTY_LETTER: THIRD_PARTY_PAUSE, EventKind.ORGAN_LETTER: OTHER_ORGAN_PAUSE}
_RESUMES = frozenset({EventKind.THIRD_PARTY_OPINION, EventKind.ORGAN_OPINION})


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """What the clock needs to know of an event: what and on which legal day."""

    kind: str
    on: date
    workdays: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """How the reply term stands; without a term the receipt is not confirmed yet."""

    term: ReplyTerm | None = None
    awaiting_correction: bool = False

    @property
    def suspended(self) -> bool:
        """A consultation still runs, so that no firm date can be named."""
        return self.term is not None and any(each.ended_on is None for each in self.term.running_suspensions)

    @property
    def running(self) -> bool:
        return self.term is not None and not self.awaiting_correction and not self.suspended

    def reckon(self, calendar: WorkCalendar, *, as_of: date) -> Reckoning | None:
        """The due date with its days; none while there is no receipt or the corrected application is awaited."""
        if self.term is None or self.awaiting_correction:
            return None
        return reckon(self.term, calendar, as_of=as_of)


def receipt_day(channel: str, *, received_on: date, confirmed_on: date) -> date:
    """t0: the day of submission or of signing, or for internet, fax and unsigned mail the day of confirmation."""
    return confirmed_on if channel in CONFIRMED_BY_BOTH_SIDES else received_on


def fold(events: Iterable[ClockEvent], *, reply_workdays: int = REPLY_WORKDAYS) -> Clock:
    """The clock after all these events, in the order in which they were recorded."""
    clock = Clock()
    for event in events:
        clock = _after(clock, event, reply_workdays)
    return clock


def _after(clock: Clock, event: ClockEvent, reply_workdays: int) -> Clock:
    if event.kind == EventKind.CONFIRMED:
        return Clock(ReplyTerm(event.on, workdays=reply_workdays))
    if clock.term is None:
        return clock
    term = clock.term
    match event.kind:
        case EventKind.CORRECTION_NOTICE:
            return replace(clock, awaiting_correction=True)
        case EventKind.CORRECTION_RECEIVED:
            # 条例 30: the term counts anew, and what paused or extended the old one is over.
            return Clock(_restarted(term, Restart(event.on, "correction")))
        case EventKind.FEE_PAID:
            return Clock(_restarted(term, Restart(event.on, "fee")))
        case EventKind.EXTENSION_APPROVED:
            return replace(clock, term=replace(term, extension=Extension(event.on, event.workdays)))
        case kind if kind in _PAUSES:
            pause = Suspension(event.on, None, _PAUSES[EventKind.of(kind)])
            return replace(clock, term=replace(term, suspensions=(*term.suspensions, pause)))
        case kind if kind in _RESUMES:
            closed = tuple(
                each if each.ended_on else Suspension(each.started_on, event.on, each.reason)
                for each in term.suspensions
            )
            return replace(clock, term=replace(term, suspensions=closed))
    return clock


def _restarted(term: ReplyTerm, restart: Restart) -> ReplyTerm:
    return ReplyTerm(term.received_on, restarts=(*term.restarts, restart), workdays=term.workdays)
