"""How the rows of the index spread over the days, by what the planner has noted of them.

Good enough to guess on which days the newest thousand rows were published; whoever guesses must be able to err.
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from portal.kernel.search import lexemes
from portal.kernel.search.models import SearchEntry

# Seconds a process keeps what it has read: a guess a few minutes old is as good.
_KEPT = 300.0
_NOTED = (
    "SELECT c.reltuples::bigint, s.histogram_bounds::text::date[], current_date FROM pg_class c JOIN pg_stats s"
    " ON s.schemaname = c.relnamespace::regnamespace::name AND s.tablename = c.relname"
    " WHERE c.oid = %s::regclass AND s.attname = 'published_on'"
)


@dataclass(frozen=True, slots=True)
class Spread:
    """Between two bounds there are about as many rows as between any other two; `last` is no earlier than any day."""

    rows: int = 0
    bounds: tuple[date, ...] = ()
    last: date = date.min

    def newest(self, rows: int) -> tuple[date, date] | None:
        """The first and last of the days on which at least about the newest so many rows were published, the first
        rounded down; None where unknown.
        """
        if len(self.bounds) < 2 or not 0 < rows < self.rows:
            return None
        place = (1 - rows / self.rows) * (len(self.bounds) - 1)
        before, after = self.bounds[int(place)], self.bounds[int(place) + 1]
        first = before + timedelta(days=int((after - before).days * (place % 1)))
        return lexemes.rounded(first, self.bounds[-1]), self.last


class _Kept:
    """What a process has read last."""

    def __init__(self) -> None:
        self._spread = Spread()
        self._until = 0.0

    def spread(self) -> Spread:
        if time.monotonic() >= self._until:
            self._spread = _read()
            self._until = time.monotonic() + _KEPT
        return self._spread

    def forget(self) -> None:
        self._until = 0.0


_kept = _Kept()


def newest(rows: int) -> tuple[date, date] | None:
    """As `Spread.newest`, of the index as it was a few minutes ago."""
    return _kept.spread().newest(rows)


def rows() -> int:
    """About how many rows the index had a few minutes ago."""
    return _kept.spread().rows


def forget() -> None:
    """The next guess looks anew."""
    _kept.forget()


def _read() -> Spread:
    with connection.cursor() as cursor:
        cursor.execute(_NOTED, [SearchEntry._meta.db_table])
        found = cursor.fetchone()
    if not found or not found[1]:
        return Spread()
    rows, bounds, today = found
    # Whatever was published since, also around a turn of the year, lies before the end of the year after.
    return Spread(rows, tuple(bounds), date(max(bounds[-1], today).year + 1, 12, 31))
