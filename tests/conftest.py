"""What every test may rely on: a real PostgreSQL, a closed network, no broker."""

from collections.abc import Iterator
from typing import Any

import pytest
import pytest_socket
from django.core.cache import cache
from django.db import connection

from portal.kernel.search import facets, spread
from portal.kernel.ui import face


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    face.forget()
    facets.forget()
    spread.forget()
    yield
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _nobody_left_in_the_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Workers that were killed and threads that raced may leave a session behind, which would keep the database."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def pytest_runtest_setup(item: pytest.Item) -> None:
    if not {"browser", "processes"} & {mark.name for mark in item.iter_markers()}:
        pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
