"""The doorbell: rings after the commit, and never at a caller's cost."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.db import transaction
from pytest_django import Settings

from portal.kernel.delivery import doorbell
from tests.kernel.delivery.lab.processes import broker, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def knocks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(doorbell._bell, "press", heard.append)
    return heard


@pytest.fixture
def silent_broker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that accepts connections and never says a word: the worst kind of away."""
    monkeypatch.setattr(doorbell, "_bell", doorbell._Bell())
    with socket.create_server(("127.0.0.1", 0), backlog=1) as server:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        yield


def test_it_rings_only_after_the_commit(settings: Settings, knocks: list[str]) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    with transaction.atomic():
        doorbell.ring("delivery.dispatch")
        assert knocks == []

    assert knocks == ["delivery.dispatch"]


def test_it_does_not_ring_when_the_transaction_fails(settings: Settings, knocks: list[str]) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    with transaction.atomic():
        doorbell.ring("delivery.dispatch")
        transaction.set_rollback(True)

    assert knocks == []


def test_it_does_nothing_where_there_is_no_broker(knocks: list[str]) -> None:
    doorbell.ring("delivery.dispatch")

    assert knocks == []


@pytest.mark.usefixtures("silent_broker")
def test_a_broker_that_is_away_costs_the_caller_nothing() -> None:
    started = time.perf_counter()

    for _ in range(100):
        doorbell.ring("delivery.dispatch")

    # 100 rings in well under the time of one connection attempt.
    assert time.perf_counter() - started < 0.2


@pytest.mark.processes
def test_many_rings_reach_the_broker_as_few(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    queue = f"doorbell-{tmp_path.name}"
    monkeypatch.setattr(doorbell, "_bell", doorbell._Bell())
    with broker(tmp_path) as url:
        settings.CELERY_BROKER_URL = url
        settings.CELERY_TASK_DEFAULT_QUEUE = queue
        client = redis.Redis.from_url(url)

        for _ in range(200):
            doorbell.ring("delivery.dispatch")

        wait_for(lambda: client.llen(queue) >= 1, "the ring to arrive")
        assert client.llen(queue) < 200
        client.delete(queue)
        client.close()
