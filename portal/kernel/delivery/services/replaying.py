"""Giving a dead letter another life, by a person who has removed the cause."""

from datetime import datetime

from django.db import transaction

from portal.kernel.audit import services as audit
from portal.kernel.delivery import doorbell
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.words import LetterState
from portal.kernel.people.models import User


class NotDead(ValueError):
    """Only a letter that was given up can be sent anew."""


@transaction.atomic
def replay(*, letter: OutboxLetter, by: User | None, at: datetime) -> OutboxLetter:
    """Puts a dead letter back with a fresh set of attempts; its Message-ID stays, so a double is recognisable."""
    letter = OutboxLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state != LetterState.DEAD:
        raise NotDead(f"这封信件的状态是“{letter.get_state_display()}”，不需要重新发送。")
    letter.state = LetterState.PENDING
    letter.attempts = 0
    letter.not_before = at
    letter.save(update_fields=["state", "attempts", "not_before"])
    audit.record(verb="delivery.replay", target=letter, by=by, at=at, note=letter.letter)
    doorbell.ring("delivery.dispatch")
    return letter
