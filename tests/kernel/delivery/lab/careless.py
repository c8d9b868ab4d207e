"""The negative controls: the portal's own worker with one safeguard taken out, named by CARELESS."""

import os
from datetime import datetime

from django.db import transaction

from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.services import dispatch
from portal.kernel.delivery.words import LetterState


def claim_without_lease(*, at: datetime) -> OutboxLetter | None:
    """Reads the next row and tells nobody."""
    return OutboxLetter.objects.claimable(at).first()


@transaction.atomic
def claim_as_sent(*, at: datetime) -> OutboxLetter | None:
    """Notes the letter as sent before it is, as a queue without leases does."""
    letter = OutboxLetter.objects.claimable(at).select_for_update(of=("self",), skip_locked=True).first()
    if letter is not None:
        OutboxLetter.objects.filter(pk=letter.pk).update(state=LetterState.SENT, sent_at=at)
    return letter


def let_go() -> None:
    """Takes the safeguard out of this process."""
    dispatch.claim = {"no_lease": claim_without_lease, "sent_first": claim_as_sent}[os.environ["CARELESS"]]
