"""How PostgreSQL is made to answer in time: by the word index, and with a timeout that ends what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import OperationalError, transaction

from portal.kernel.search import prepared

_TIMEOUT_MS = 1500
_QUERY_CANCELED = "57014"
# The planner does not know our lexemes well enough to choose: an index scan by date or a sequential scan would take
# every vector out of its compressed storage. Compiling and parallel workers cost more than they bring in a few ms.
_WALK = {
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "enable_bitmapscan": "on",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    # Enough that the bitmap of a million rows stays exact; a lossy one would be checked against the vectors again.
    "work_mem": "32MB",
    # All that is left to choose is settled above, whatever the values.
    "plan_cache_mode": "force_generic_plan",
}
_INDEXED = {"enable_seqscan": "off", "jit": "off"}


_settled = ContextVar("settled", default=False)


class TooSlow(Exception):
    """The search did not end within its time."""


@contextmanager
def within_time(milliseconds: int | None = None) -> Iterator[None]:
    """Everything inside asks the word index and ends by the statement timeout; `TooSlow` tells that it did not."""
    with (
        _ending(milliseconds or int(getattr(settings, "SEARCH_TIMEOUT_MS", _TIMEOUT_MS)), _WALK),
        _settle(settled=True),
    ):
        yield


def is_settled() -> bool:
    """Whether a statement is planned as it was planned before: `within_time`, unless in the order of days."""
    return _settled.get()


@contextmanager
def bounded(milliseconds: int) -> Iterator[None]:
    """The same limit for questions to other tables: by whichever index the planner likes, but by an index."""
    with _ending(milliseconds, _INDEXED):
        yield


@contextmanager
def in_order_of_days() -> Iterator[None]:
    """Inside `within_time`: a question to the days alone is walked in their order, not gathered and sorted."""
    _set_local({"enable_indexscan": "on", "enable_bitmapscan": "off"})
    with _settle(settled=False):
        yield
    _set_local({name: _WALK[name] for name in ("enable_indexscan", "enable_bitmapscan")})


@contextmanager
def _settle(*, settled: bool) -> Iterator[None]:
    token = _settled.set(settled)
    try:
        yield
    finally:
        _settled.reset(token)


@contextmanager
def _ending(milliseconds: int, walk: dict[str, str]) -> Iterator[None]:
    try:
        with transaction.atomic():
            _set_local({**walk, "statement_timeout": str(milliseconds)})
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) == _QUERY_CANCELED:
            raise TooSlow from error
        raise


def _set_local(names: dict[str, str]) -> None:
    calls = ", ".join(["set_config(%s, %s, true)"] * len(names))
    prepared.ask(f"SELECT {calls}", [part for pair in names.items() for part in pair])
