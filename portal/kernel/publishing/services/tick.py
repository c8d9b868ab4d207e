"""Scheduled releases: the rows are the schedule, one failing thing never stops the others.

Two come to look: the tick of the timetable, which does all there is, and a reader's request that sees that a moment
has passed, which does a few, so that what is due at nine is there for whoever asks after nine.
"""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError, OperationalError, connection, transaction

from portal.kernel.publishing import registry
from portal.kernel.publishing.models import PlannedRelease, Publishable, PublishableQuerySet
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.publishing.services.desk import NotReady, mark_failed, release_locked

logger = logging.getLogger(__name__)

# What one request does at most; the rest is for the next requests and the tick.
READERS_SHARE = 5
# One request at a time: the others answer from what is public now instead of waiting. ASCII "OGRD".
READERS_LOCK = 0x4F475244
READERS_PATIENCE = {"lock_timeout": "300ms", "statement_timeout": "2s"}


def release_due(*, at: datetime, limit: int = 500) -> int:
    """Release whatever is planned for now or earlier; returns how many went out. May run twice at once."""
    released = 0
    for kind in registry.all_types():
        seen: set[int] = set()
        while len(seen) < limit:
            claimed = len(seen)
            try:
                outcome = _next(kind.model, seen, at)
            except OperationalError:
                if len(seen) == claimed:
                    raise
                # A lock or a time-out: the row keeps its schedule and the next tick tries again.
                logger.warning("publishing.release_postponed", exc_info=True)
                continue
            if outcome is None:
                break
            released += outcome
    return released


class LeftToTheTick(Exception):
    """Something that is due could not be released within a reader's patience."""


def release_for_a_reader(*, at: datetime) -> int:
    """The same, for a request: the earliest few, if nobody else is at it; what it cannot do quickly it leaves."""
    released = 0
    seen: dict[type[Publishable], set[int]] = {}
    try:
        for model in _first_due(at):
            released += _in_passing(model, seen.setdefault(model, set()), at)
    except DatabaseError as impatient:
        raise LeftToTheTick from impatient
    return released


def _first_due(at: datetime) -> Iterator[type[Publishable]]:
    """The kinds of the things that are due, in the order of their moments."""
    models = {kind.model._meta.db_table: kind.model for kind in registry.all_types()}
    due = PlannedRelease.objects.filter(planned_at__lte=at).order_by("planned_at", "pk")
    for table in due.values_list("thing", flat=True)[:READERS_SHARE]:
        yield models[table]


@transaction.atomic
def _in_passing(model: type[Publishable], seen: set[int], at: datetime) -> bool:
    """One release that waits for nobody; False when another request is at it, or it was not fit to go out."""
    limits = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in READERS_PATIENCE.items())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock(%s), {limits}", [READERS_LOCK])
        (alone, *_) = cursor.fetchone()
    return bool(alone and _next(model, seen, at))


@transaction.atomic
def _next(model: type[Publishable], seen: set[int], at: datetime) -> bool | None:
    """Claim one due row that no other runner holds and release it; None when there is none left."""
    things: PublishableQuerySet = model._default_manager.all()
    row = (
        things.due_for_release(at=at)
        .exclude(pk__in=seen)
        .order_by("planned_at", "pk")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if row is None:
        return None
    seen.add(row.pk)
    try:
        with transaction.atomic():
            release_locked(row=row, context=ReleaseContext(at=at, by=row.planned_by))
    except NotReady as closed:
        return _fail(model, row.pk, "\n".join(closed.failures), at)
    except OperationalError:
        raise
    except Exception:
        logger.exception("publishing.release_failed", extra={"model": model._meta.label, "pk": row.pk})
        return _fail(model, row.pk, "系统错误，发布未完成，已记录日志，请联系系统管理员", at)
    return True


def _fail(model: type[Publishable], pk: int, failure: str, at: datetime) -> bool:
    mark_failed(row=model._default_manager.get(pk=pk), failure=failure, at=at)
    return False
