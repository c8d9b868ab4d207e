"""Reading the trail and proving it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from portal.kernel.audit.canonical import FIRST
from portal.kernel.audit.models import Event
from portal.kernel.audit.services import hash_of


@dataclass(frozen=True)
class Flaw:
    """A place where the chain does not hold."""

    sequence: int
    problem: str


@dataclass(frozen=True)
class Proof:
    """What a walk along the whole chain found."""

    events: int
    last_hash: str
    flaws: tuple[Flaw, ...]


def history_of(target: models.Model) -> QuerySet[Event]:
    """Everything recorded about one thing, oldest first."""
    return Event.objects.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).order_by("sequence")


def prove(*, anchor: tuple[int, str] | None = None) -> Proof:
    """Walk the chain from its first event; an anchor noted elsewhere also shows when its end was cut off."""
    flaws: list[Flaw] = []
    count, expected, previous_hash = 0, 1, FIRST
    anchored = anchor is None
    for event in Event.objects.order_by("sequence").iterator(chunk_size=2000):
        flaws.extend(_flaws_of(event, expected=expected, previous_hash=previous_hash))
        if anchor is not None and event.sequence == anchor[0]:
            anchored = event.hash == anchor[1]
        count, expected, previous_hash = count + 1, event.sequence + 1, event.hash
    if anchor is not None and not anchored:
        flaws.append(Flaw(anchor[0], "与留存的哈希不符，或该事件已不存在"))
    return Proof(events=count, last_hash=previous_hash, flaws=tuple(flaws))


def _flaws_of(event: Event, *, expected: int, previous_hash: str) -> Iterator[Flaw]:
    if event.sequence != expected:
        yield Flaw(expected, f"缺少第 {expected} 至 {event.sequence - 1} 号事件")
    elif event.previous_hash != previous_hash:
        yield Flaw(event.sequence, "与前一事件的哈希不衔接")
    if hash_of(event) != event.hash:
        yield Flaw(event.sequence, "内容与哈希不符")
