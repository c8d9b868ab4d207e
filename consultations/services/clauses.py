"""The clauses of a draft: written while it is a first draft, fixed once the public may comment on them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from consultations.models import Clause, Consultation
from portal.kernel.people.models import User
from portal.kernel.publishing.services import drafting
from portal.kernel.publishing.services.locking import locked


class ClausesFixed(ValueError):
    """People have read these clauses, and opinions point at them."""

    def __init__(self) -> None:
        super().__init__("征求意见公布后，条款不再改动")


@transaction.atomic
def add(
    *, consultation: Consultation, heading: str, text: str, by: User | None, at: datetime, position: int | None = None
) -> Clause:
    """Appends a clause, or puts it at a position."""
    row = _drafted(consultation, by, at)
    if position is None:
        position = (row.clauses.aggregate(last=Max("position"))["last"] or 0) + 1
    return Clause.objects.create(consultation=row, position=position, heading=heading.strip(), text=text.strip())


@transaction.atomic
def remove(*, clause: Clause, by: User | None, at: datetime) -> None:
    """Takes a clause out of the first draft."""
    _drafted(clause.consultation, by, at)
    clause.delete()


def _drafted(consultation: Consultation, by: User | None, at: datetime) -> Consultation:
    """The locked consultation; whoever touches its clauses has drafted it."""
    row: Consultation = locked(consultation)
    if row.published_at is not None:
        raise ClausesFixed
    drafting.save_draft(thing=row, data={}, by=by, at=at)
    return row
