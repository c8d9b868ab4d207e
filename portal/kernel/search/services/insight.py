"""Writing down how often wordings were looked for, and forgetting it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Sum

from portal.kernel.search.models import QueryCount

# A wording looked for less often than this could be somebody's own; it is shown to nobody.
SHOWN_FROM = 5
# What nearly nobody asked is of no use after a month; the rest serves the comparison with last year.
RARE_KEPT = timedelta(days=30)
KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Count:
    """What one process counted of one wording on one day."""

    day: date
    words: str
    searches: int
    empty: int
    opened: int


def add(counts: Iterable[Count]) -> None:
    """Adds to the rows of the day; rows are touched in one order, so that processes never wait in a circle."""
    rows = [(each.day, each.words, each.searches, each.empty, each.opened) for each in counts]
    if not rows:
        return
    table = QueryCount._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} AS kept (day, words, searches, empty, opened) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
            " ON CONFLICT (day, words) DO UPDATE SET searches = kept.searches + excluded.searches,"
            " empty = kept.empty + excluded.empty, opened = kept.opened + excluded.opened",
            rows,
        )


@transaction.atomic
def forget(*, on: date) -> int:
    """Deletes what has been kept long enough; says how many rows."""
    old, _ = QueryCount.objects.filter(day__lt=on - KEPT).delete()
    frequent = (
        QueryCount.objects.order_by().values("words").annotate(times=Sum("searches")).filter(times__gte=SHOWN_FROM)
    )
    rare, _ = QueryCount.objects.filter(day__lt=on - RARE_KEPT).exclude(words__in=frequent.values("words")).delete()
    return old + rare
