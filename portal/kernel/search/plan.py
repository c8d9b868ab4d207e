"""How PostgreSQL is made to answer in time: by the word index, and with a timeout that ends what went wrong.

What makes or mends the index takes its time instead, and gives way to everybody else.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

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
# The limits of web requests: on a statement, and on a transaction that waits while texts are taken apart.
_UNLIMITED = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}
# Less than the second after which PostgreSQL looks for deadlocks.
_PATIENCE = "300ms"
_TRIED_FOR_SECONDS, _PAUSE_SECONDS = 60.0, 0.2
_IN_THE_WAY = ("55P03", "40P01")

T = TypeVar("T")


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
def at_leisure() -> Iterator[None]:
    """A transaction that may take as long as it takes, on whichever connection; afterwards the limits are as before."""
    with transaction.atomic():
        _set_local(_UNLIMITED)
        yield


def giving_way(verb: Callable[[], T]) -> T:
    """Does in one transaction, at leisure, what needs locks that those who publish or search may hold.

    They take theirs in more than one order. Whoever waits for them longer than they may wait for one another steps
    back and tries again, so that nobody else is ended for a deadlock.
    """
    until = time.monotonic() + _TRIED_FOR_SECONDS
    while True:
        try:
            with at_leisure():
                _set_local({"lock_timeout": _PATIENCE})
                return verb()
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) not in _IN_THE_WAY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_SECONDS)


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
