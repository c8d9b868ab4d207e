"""The statutory term of every item to be disclosed proactively (条例 26), kept in the ledger of deadlines."""

from datetime import datetime

from disclosure import selectors
from disclosure.models import Item
from portal.kernel.deadlines import services as deadlines
from portal.kernel.deadlines.models import Deadline
from portal.kernel.people.models import User
from portal.kernel.publishing.words import Openness

PUBLISH_WITHIN = "disclosure.publish_within"


def keep(*, item: Item, by: User | None, at: datetime) -> None:
    """Let the ledger say what the draft says: open, move, hand over or strike the term."""
    if item.published_at is not None:
        return
    due = selectors.due_date(item)
    running = _running(item)
    if item.openness != Openness.OPEN or due is None:
        if running:
            deadlines.cancel(deadline=running, reason="不属于主动公开，或者没有法定时限", by=by, at=at)
    elif running is None:
        deadlines.open(
            kind=PUBLISH_WITHIN,
            subject=item,
            due=due,
            title=f"主动公开条目 {item.index_number}",
            department=item.department,
            handler=by,
            by=by,
            at=at,
        )
    else:
        if (running.due_on, running.provisional) != (due.on, due.provisional):
            deadlines.move(deadline=running, due=due, by=by, at=at, reason="成文日期、目录事项或者时限变更")
        if running.department_id != item.department_id:
            deadlines.reassign(deadline=running, department=item.department, handler=running.handler, by=by, at=at)


def meet(item: Item, *, by: User | None, at: datetime) -> None:
    """An effect of release: what was due is done; revisions and imports had nothing due."""
    if running := _running(item):
        deadlines.meet(deadline=running, by=by, at=at)


def _running(item: Item) -> Deadline | None:
    return Deadline.objects.about(item).open().filter(kind=PUBLISH_WITHIN).first()
