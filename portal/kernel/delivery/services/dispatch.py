"""Sending what is due: claim one row under a lease, send it outside any transaction, settle it.

A worker may die at any line. Before the lease runs out nobody else takes the row; afterwards anybody may. Channels that
live in our own database deliver and settle in one transaction, hence exactly once. For the others there remains the
moment between the gateway's yes and our commit: there a letter may leave twice, always under the same Message-ID.
"""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from portal.kernel.delivery import backoff, channels, letters
from portal.kernel.delivery.channels.base import Undeliverable
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.words import LetterState

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DispatchReport:
    sent: int = 0
    failed: int = 0
    dead: int = 0

    @property
    def claimed(self) -> int:
        return self.sent + self.failed + self.dead


def lease_time() -> timedelta:
    """Longer than the slowest round of letters; a dead worker's letter waits this long."""
    return timedelta(seconds=getattr(settings, "DELIVERY_LEASE_SECONDS", 600))


def dispatch_due(*, at: datetime, limit: int = 20) -> DispatchReport:
    """Sends up to `limit` letters that are due; one that cannot be sent never stops the others."""
    outcomes: list[str] = []
    while len(outcomes) < limit and (letter := claim(at=at)) is not None:
        outcomes.append(_send(letter, at))
    return DispatchReport(
        sent=outcomes.count(LetterState.SENT),
        failed=outcomes.count(LetterState.PENDING),
        dead=outcomes.count(LetterState.DEAD),
    )


@transaction.atomic
def claim(*, at: datetime) -> OutboxLetter | None:
    """Takes the next due letter for this worker alone; runners beside us skip the row instead of waiting."""
    letter = OutboxLetter.objects.claimable(at).select_for_update(of=("self",), skip_locked=True).first()
    if letter is None:
        return None
    letter.state = LetterState.LEASED
    letter.lease = uuid.uuid4()
    letter.leased_until = at + lease_time()
    # Counted before the attempt, so that a letter which kills its worker is given up as well.
    letter.attempts += 1
    letter.save(update_fields=["state", "lease", "leased_until", "attempts"])
    return letter


def _send(letter: OutboxLetter, at: datetime) -> str:
    if letter.attempts > backoff.MAX_ATTEMPTS:
        return _settle_failure(letter, at, "发送进程多次中断，已停止尝试。", final=True)
    try:
        channel = channels.get(letter.channel)
        rendered = letters.render(letter.letter, letter.context)
        if channel.transactional:
            with transaction.atomic():
                if not _still_ours(letter):
                    return LetterState.LEASED
                channel.deliver(letter, rendered, at)
                return _settle_success(letter, at)
        channel.deliver(letter, rendered, at)
        return _settle_success(letter, at)
    except Undeliverable as problem:
        return _settle_failure(letter, at, str(problem), final=True)
    except Exception as problem:  # noqa: BLE001 - whatever happens to one letter, the next one must go out
        return _settle_failure(letter, at, f"{type(problem).__name__}: {problem}", final=False)


def _still_ours(letter: OutboxLetter) -> bool:
    """Locks the row while an own-database channel delivers; false when the lease ran out and another took over."""
    rows = OutboxLetter.objects.select_for_update(of=("self",)).filter(pk=letter.pk, lease=letter.lease)
    return rows.first() is not None


def _settle_success(letter: OutboxLetter, at: datetime) -> str:
    rows = OutboxLetter.objects.filter(pk=letter.pk, lease=letter.lease).update(
        state=LetterState.SENT, sent_at=at, lease=None, leased_until=None, last_error=""
    )
    return LetterState.SENT if rows else LetterState.LEASED


def _settle_failure(letter: OutboxLetter, at: datetime, error: str, *, final: bool) -> str:
    state = LetterState.DEAD if final or backoff.is_exhausted(letter.attempts) else LetterState.PENDING
    OutboxLetter.objects.filter(pk=letter.pk, lease=letter.lease).update(
        state=state,
        not_before=backoff.retry_at(letter.attempts, at),
        lease=None,
        leased_until=None,
        last_error=error.replace("\x00", "")[:500],
    )
    if state == LetterState.DEAD:
        logger.error("letter_dead", extra={"letter_id": letter.pk, "letter_code": letter.letter})
    return state
