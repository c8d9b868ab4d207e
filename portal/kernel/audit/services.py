"""Writing the trail."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection, models, transaction

from portal.kernel.audit import verbs
from portal.kernel.audit.canonical import FIRST, digest, plain
from portal.kernel.audit.models import Event
from portal.kernel.people.models import User

# One chain, one writer at a time: the lock is held until the caller's transaction ends, so the audit row comes last.
CHAIN_LOCK = 0x4F475041


@transaction.atomic
def record(
    *,
    verb: str,
    target: models.Model,
    by: User | AnonymousUser | None,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Append one event to the chain in the caller's transaction.

    `before`, `after` and `note` carry field names, states, numbers and keys, never personal data.
    """
    if not verbs.known(verb):
        raise verbs.UnknownVerb(verb)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    sequence, previous_hash = (last[0] + 1, last[1]) if last else (1, FIRST)
    event = Event(
        sequence=sequence,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        before=plain(before),
        after=plain(after),
        note=str(plain(note))[:500],
        at=at,
        actor_id=by.pk if by is not None else None,
        actor_name=_name_of(by),
        previous_hash=previous_hash,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)
    return event


def hash_of(event: Event) -> str:
    """What the hash of an event must be."""
    return digest(
        previous_hash=event.previous_hash,
        at=event.at,
        fields={
            "sequence": event.sequence,
            "verb": event.verb,
            "target_type": event.target_type,
            "target_id": event.target_id,
            "before": event.before,
            "after": event.after,
            "note": event.note,
            "actor_id": event.actor_id,
            "actor_name": event.actor_name,
        },
    )


def _name_of(by: User | AnonymousUser | None) -> str:
    """Staff act under their name; of the public only the account number is kept."""
    if by is None:
        return "系统"
    if not isinstance(by, User):
        return "公众"
    return str(by)[:60] if by.is_staff else f"用户{by.pk}"
