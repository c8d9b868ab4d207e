"""The doorbell: tells the worker that there is something to do. Losing a ring loses only seconds, never a letter.

The caller's thread does nothing but set a flag. A thread of this process carries it to the broker, so that a broker
that is slow or away cannot slow a request; the sweep in the timetable finds what a lost ring has left behind.
"""

import logging
import os
import threading
from typing import Any

from celery import Celery
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)


class _Bell:
    """One carrier thread per process, started at the first ring and again after a fork."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._wake = threading.Condition()
        self._carrier: threading.Thread | None = None
        self._pid = 0
        self._away = False

    def press(self, name: str) -> None:
        with self._wake:
            self._names.add(name)
            if self._pid != os.getpid() or self._carrier is None or not self._carrier.is_alive():
                self._pid = os.getpid()
                self._carrier = threading.Thread(target=self._carry, name="doorbell", daemon=True)
                self._carrier.start()
            self._wake.notify()

    def _carry(self) -> None:
        app = _producer()
        while True:
            with self._wake:
                self._wake.wait_for(lambda: bool(self._names))
                names, self._names = self._names, set()
            for name in names:
                self._knock(app, name)

    def _knock(self, app: Celery, name: str) -> None:
        try:
            app.send_task(name, retry=False, ignore_result=True, expires=60)
        except Exception:  # noqa: BLE001 - whatever ails the broker, the sweep will come
            if not self._away:
                logger.warning("doorbell_broker_away")
            self._away = True
        else:
            self._away = False


_bell = _Bell()
os.register_at_fork(after_in_child=lambda: _bell.__init__())  # type: ignore[misc]  # a fresh bell in the child


def ring(task_name: str) -> None:
    """Rings for a task once the current transaction has committed; with no broker configured it does nothing."""
    if settings.CELERY_BROKER_URL.startswith("memory://"):
        return
    transaction.on_commit(lambda: _bell.press(task_name), robust=True)


def _producer() -> Celery:
    """A Celery application that only sends: this floor may not know the portal's own."""
    app = Celery("doorbell", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    patience: dict[str, Any] = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 2}
    app.conf.broker_transport_options = {**app.conf.broker_transport_options, **patience}
    app.conf.broker_connection_timeout = 1
    return app
