"""The tick of scheduled releases: the rows are the schedule, one failing thing never stops the others."""

import logging
from datetime import datetime

from django.db import OperationalError, transaction

from portal.kernel.publishing import registry
from portal.kernel.publishing.models import Publishable, PublishableQuerySet
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.publishing.services.desk import NotReady, mark_failed, release_locked

logger = logging.getLogger(__name__)


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
