"""Both services together, and the lock that keeps two runs off one data folder."""

import contextlib
import fcntl
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from portal.embedded import leftovers
from portal.embedded.place import MARK, Place
from portal.embedded.postgres import Postgres
from portal.embedded.valkey import Valkey
from portal.embedded.words import TrialStopped, say


@dataclass(frozen=True)
class Services:
    """Started services and what a Django process needs to reach them."""

    postgres: Postgres
    valkey: Valkey

    @classmethod
    def running(cls, place: Place) -> "Services":
        """Those of a trial that runs in another process."""
        services = cls(Postgres(place, lasting=True), Valkey(place))
        services.postgres.port = int(place.memory().get("postgres_port", 0))
        services.valkey.port = int(place.memory().get("valkey_port", 0))
        return services

    @property
    def environment(self) -> dict[str, str]:
        # The trial runs on its own settings and pytest on those of the tests, whatever stands in this environment.
        inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return {
            **inherited,
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "PYTHONUNBUFFERED": "1",
            "PATH": f"{os.path.dirname(sys.executable)}:{os.environ.get('PATH', os.defpath)}",  # noqa: PTH120
            # Where `backup` and `restore` find programs of the server's own version.
            "PG_BIN": str(self.postgres.tree / "bin"),
            MARK: str(self.postgres.place.folder),
        }


@contextlib.contextmanager
def started(place: Place, *, lasting: bool) -> Iterator[Services]:
    """Both services for the length of a block; stopped whatever happens in it."""
    services = Services(Postgres(place, lasting=lasting), Valkey(place))
    try:
        services.postgres.start()
        services.valkey.start()
        yield services
    finally:
        services.valkey.stop()
        services.postgres.stop()


@contextlib.contextmanager
def locked(place: Place) -> Iterator[None]:
    """The lock is the kernel's: it goes with the process that held it, even after kill -9."""
    with (place.folder / "lock").open("a+") as handle:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            site = place.memory().get("site", "")
            raise TrialStopped(
                f"This trial is already running ({site or 'starting'}). Stop it with Ctrl-C there, or: make stop",
                f"本目录的试用站点正在运行（{site or '正在启动'}），请在原窗口按 Ctrl-C，或执行 make stop。",
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        ended = leftovers.end(place)
        if ended:
            say(f"Ended {ended} processes that a killed run had left.", f"已清理上次异常退出遗留的 {ended} 个进程。")
        try:
            yield
        finally:
            place.remember(site="")


def owner(place: Place) -> int | None:
    """The process that holds the lock, or None."""
    path = place.folder / "lock"
    if not path.exists():
        return None
    with path.open("a+") as handle:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.seek(0)
            return int(handle.read() or 0) or None
    return None
