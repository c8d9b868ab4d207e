"""honcho's manager, hardened for signals that arrive at any moment and for output nobody reads."""

import multiprocessing
import shlex
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from honcho.manager import SIGNALS, Manager
from honcho.printer import Printer

from portal.embedded.place import REPOSITORY
from portal.embedded.words import Output


class Supervisor(Manager):
    """Ends all when one ends; a second signal while stopping changes nothing."""

    def __init__(self) -> None:
        # honcho hands bound methods to its processes, which needs fork.
        multiprocessing.set_start_method("fork", force=True)
        super().__init__(Printer(Output()))
        self._told: set[str] = set()

    def add(self, name: str, command: str, environment: Mapping[str, str], *, after: Path | None = None) -> None:
        """With `after`, the command waits until that file is there."""
        wait = f"until [ -e {shlex.quote(str(after))} ]; do sleep 0.2; done; " if after else ""
        self.add_process(name, f"{wait}exec {command}", env=dict(environment), cwd=str(REPOSITORY))

    def serve(self) -> int:
        """Until one ends or a signal comes; being asked to stop is no failure."""
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
        self.loop()
        asked = {facts["rc"] for facts in SIGNALS.values()}
        return 0 if self.returncode in asked else int(self.returncode or 0)

    def terminate(self) -> None:
        """Tell each process once; one that has not reported its number yet is told on the next round."""
        self._killall()

    def _killall(self, force: bool = False) -> None:
        processes: dict[str, dict[str, Any]] = self._processes
        for name, process in processes.items():
            if process.get("pid") is None or process.get("returncode") is not None:
                continue
            if force:
                self._procmgr.kill(process["pid"])
            elif name not in self._told:
                self._told.add(name)
                self._procmgr.terminate(process["pid"])
