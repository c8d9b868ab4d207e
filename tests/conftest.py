"""What every test may rely on: a real PostgreSQL, a closed network, no broker."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if not {"browser", "processes"} & {mark.name for mark in item.iter_markers()}:
        pytest_socket = item.config.pluginmanager.get_plugin("pytest_socket") or __import__("pytest_socket")
        pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
