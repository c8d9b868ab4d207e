"""How PostgreSQL is made to answer in time: it estimates, we choose the walk, a timeout ends what went wrong."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, models, transaction

# A word in more rows than this share is met often enough when the newest rows are simply read one after the other.
COMMON_SHARE = 0.04
_SMALL_TABLE = 20_000
_TIMEOUT_MS = 1500
_QUERY_CANCELED = "57014"


class TooSlow(Exception):
    """The search did not end within its time."""


@contextmanager
def within_time(milliseconds: int | None = None) -> Iterator[None]:
    """Everything inside ends by the statement timeout; `TooSlow` tells that it did not finish."""
    limit = milliseconds or getattr(settings, "SEARCH_TIMEOUT_MS", _TIMEOUT_MS)
    try:
        with transaction.atomic():
            _set_local(statement_timeout=str(limit))
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) == _QUERY_CANCELED:
            raise TooSlow from error
        raise


def choose_walk(matching: "models.QuerySet[Any]") -> None:
    """Date order for common words, the bitmap of the word index for all others; holds until the transaction ends."""
    is_common = _is_common(matching)
    _set_local(
        enable_seqscan="off",
        enable_bitmapscan="off" if is_common else "on",
        enable_indexscan="on" if is_common else "off",
    )


def choose_bitmap() -> None:
    """For counting, where every matching row is needed anyway."""
    _set_local(enable_seqscan="off", enable_bitmapscan="on", enable_indexscan="off")


def _is_common(matching: "models.QuerySet[Any]") -> bool:
    rows = _rows_in(matching.model._meta.db_table)
    return rows > _SMALL_TABLE and _estimate(matching) > rows * COMMON_SHARE


def _estimate(matching: "models.QuerySet[Any]") -> int:
    plan = json.loads(matching.order_by().values("pk").explain(format="json"))
    return int(plan[0]["Plan"]["Plan Rows"])


def _rows_in(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [table])
        return int(cursor.fetchone()[0])


def _set_local(**settings_of_transaction: str) -> None:
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings_of_transaction))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in settings_of_transaction.items() for part in pair])
