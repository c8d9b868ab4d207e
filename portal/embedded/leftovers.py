"""What a killed run leaves behind: processes that carry this place's mark, found and ended before the next start."""

import contextlib
import os
import signal
import time
from pathlib import Path

from portal.embedded.place import MARK, Place

PROCESSES = Path("/proc")


def is_running(pid: int, program: str, data: str) -> bool:
    """Whether that process is that program on that data, and not a stranger that got the number since."""
    try:
        words = (PROCESSES / str(pid) / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return _alive(pid) and not PROCESSES.exists()
    return program in words and (data in words or data in _environment(pid))


def marked(place: Place) -> list[int]:
    """The processes of this place, without ourselves; empty where the system has no /proc."""
    mark = f"{MARK}={place.folder}"
    if not PROCESSES.exists():
        return []
    numbers = (int(entry.name) for entry in PROCESSES.iterdir() if entry.name.isdigit())
    return [pid for pid in numbers if pid != os.getpid() and mark in _environment(pid).split("\0")]


def end(place: Place, *, patience: float = 8.0) -> int:
    """End them politely, then for certain; says how many there were."""
    found = marked(place)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in marked(place):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGINT if number == signal.SIGTERM and _is_postmaster(pid) else number)
        until = time.monotonic() + patience
        while marked(place) and time.monotonic() < until:
            time.sleep(0.1)
    return len(found)


def _is_postmaster(pid: int) -> bool:
    """PostgreSQL calls its fast shutdown SIGINT; SIGTERM would wait for every client."""
    with contextlib.suppress(OSError):
        return b"/bin/postgres\0-D" in (PROCESSES / str(pid) / "cmdline").read_bytes()
    return False


def _environment(pid: int) -> str:
    try:
        return (PROCESSES / str(pid) / "environ").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
