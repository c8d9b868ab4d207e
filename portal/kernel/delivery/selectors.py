"""Questions about letters."""

from datetime import datetime

from django.db.models import Count, QuerySet

from portal.kernel.delivery.models import InboxMessage, OutboxLetter
from portal.kernel.people.models import User


def inbox_of(user: User) -> QuerySet[InboxMessage]:
    """A user's own letters, newest first."""
    return InboxMessage.objects.of(user.pk)


def unread_count(user: User) -> int:
    return InboxMessage.objects.of(user.pk).unread().count()


def letters_by_state() -> dict[str, int]:
    """How many letters stand in each state: the first line of the health page."""
    rows = OutboxLetter.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def overdue_letters(since: datetime) -> int:
    """Letters that should have left before `since`."""
    return OutboxLetter.objects.overdue(since).count()
