"""The first lines of every verb: lock the row, ask the lifecycle."""

from typing import TypeVar

from portal.kernel.publishing.models import Publishable
from portal.kernel.publishing.transitions import LIFECYCLE

T = TypeVar("T", bound=Publishable)


def locked(thing: T) -> T:
    """The row as it is now, locked until the transaction ends."""
    row: T = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)  # type: ignore[assignment]  # the queryset of Publishable
    return row


def move(row: Publishable, verb: str) -> None:
    """Put the row into the verb's target state (unsaved); raises IllegalTransition."""
    row.state = LIFECYCLE.target_of(verb, state=row.state)
