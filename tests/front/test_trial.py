"""The trial's services start, survive a crash and never outlive their run."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from portal.embedded import leftovers, ports
from portal.embedded.place import MARK, REPOSITORY, Place, throwaway_place
from portal.embedded.services import Services, locked, started
from portal.embedded.words import TrialStopped

pytestmark = pytest.mark.processes


@pytest.fixture
def place() -> Iterator[Place]:
    with throwaway_place() as folder:
        yield folder
        leftovers.end(folder)


def ask(services: Services, question: str) -> object:
    connection = psycopg2.connect(services.postgres.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def wait_until(condition: Callable[[], bool], *, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


def test_it_knows_chinese_letters_asks_for_a_password_and_leaves_nothing_running(place: Place):
    with started(place, lasting=False) as services:
        ask(services, "CREATE EXTENSION pg_trgm")
        assert ask(services, "SELECT array_length(show_trgm('政策'), 1)") == 3
        assert ask(services, "SELECT datctype FROM pg_database WHERE datname = 'portal'") == "C.UTF-8"
        with redis.Redis.from_url(services.valkey.url) as client:
            assert client.ping()
        stranger = redis.Redis(host="127.0.0.1", port=services.valkey.port)
        with stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(host="127.0.0.1", port=services.postgres.port, user="portal", password="", dbname="portal")

    assert leftovers.marked(place) == []


def test_data_survives_a_killed_run_and_a_port_taken_since(place: Place):
    with started(place, lasting=True) as services:
        ask(services, "CREATE TABLE kept (word text)")
        ask(services, "INSERT INTO kept VALUES ('留存')")
        for pid in leftovers.marked(place):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        old_port = services.postgres.port
        services.valkey.process.wait()
    wait_until(lambda: ports.is_free(old_port))

    with socket.create_server(("127.0.0.1", old_port)), started(place, lasting=True) as again:
        assert ask(again, "SELECT word FROM kept") == "留存"
        assert again.postgres.port != old_port


def test_a_pid_file_with_a_strangers_number_is_no_obstacle(place: Place):
    with started(place, lasting=True) as services:
        data = services.postgres.data
    stranger = subprocess.Popen(["sleep", "60"], **place.identity)
    try:
        note = data / "postmaster.pid"
        note.write_text(f"{stranger.pid}\n{data}\n1700000000\n5432\n\n127.0.0.1\n")
        place.give(note)

        with started(place, lasting=True) as again:
            assert ask(again, "SELECT 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


def test_an_interrupted_initialisation_starts_anew(place: Place):
    (place.make("postgres") / "draft").mkdir()
    (place.folder / "postgres" / "draft" / "half").touch()

    with started(place, lasting=False) as services:
        assert ask(services, "SELECT 1") == 1


def test_a_second_run_is_refused_in_both_languages(place: Place):
    code = textwrap.dedent(f"""
        from pathlib import Path
        from portal.embedded.place import Place
        from portal.embedded.services import locked
        with locked(Place(Path({str(place.folder)!r}), None)):
            print("held", flush=True)
            input()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"

        with pytest.raises(TrialStopped, match="already running") as refused, locked(place):
            pass

        assert "正在运行" in refused.value.chinese
        holder.kill()
    with locked(place):
        pass


def test_processes_of_a_killed_run_are_found_by_their_mark_and_ended(place: Place):
    left = subprocess.Popen(["sleep", "60"], env={MARK: str(place.folder), "PATH": os.environ["PATH"]})
    other = subprocess.Popen(["sleep", "60"], env={MARK: f"{place.folder}-other", "PATH": os.environ["PATH"]})
    try:
        wait_until(lambda: left.pid in leftovers.marked(place))

        ended = leftovers.end(place, patience=0.5)

        assert ended == 1
        assert left.wait(5) == -signal.SIGTERM
        assert other.poll() is None
    finally:
        for process in (left, other):
            process.kill()
            process.wait()


@pytest.mark.parametrize(
    ("asked", "english", "chinese"), [("8o80", "not a port", "不是有效的端口号"), ("70000", "not a port", "有效")]
)
def test_a_port_that_is_none_is_refused(asked: str, english: str, chinese: str):
    with pytest.raises(TrialStopped, match=english) as refused:
        ports.site_port(asked)

    assert chinese in refused.value.chinese


def test_a_taken_port_is_refused_with_another_proposed():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(TrialStopped, match=f"PORT={port + 1}") as refused:
            ports.site_port(str(port))

    assert "占用" in refused.value.chinese


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives its services to another account")
def test_programs_the_services_account_cannot_reach_are_copied(place: Place, tmp_path: Path):
    home = tmp_path / "home"
    packages = home / "site-packages"
    (packages / "wheel" / "tree").mkdir(parents=True)
    (packages / "wheel.libs").mkdir()
    (packages / "wheel.libs" / "libneeded.so").touch()
    program = packages / "wheel" / "tree" / "program"
    program.write_text("#!/bin/sh\necho 1.0\n")
    program.chmod(0o700)
    home.chmod(0o700)

    tree = place.runnable(packages / "wheel" / "tree", "program")

    assert tree.is_relative_to(place.folder)
    assert (tree.parents[1] / "wheel.libs" / "libneeded.so").exists()
    assert home.stat().st_mode & 0o777 == 0o700


SUPERVISED = """
import sys
from portal.embedded.supervisor import Supervisor
supervisor = Supervisor()
environment = {"PATH": "/usr/bin:/bin", "%s": sys.argv[1]}
supervisor.add("one", "sleep 60", environment)
supervisor.add("two", "sh -c 'echo 已启动; sleep %s'", environment)
sys.exit(supervisor.serve())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_the_whole_group_stops_every_child(place: Place, number: signal.Signals):
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISED % (MARK, 60), str(place.folder)],
        cwd=REPOSITORY, stdout=subprocess.PIPE, start_new_session=True,
    ) as supervisor:  # fmt: skip
        assert wait_until(lambda: len(leftovers.marked(place)) >= 2)

        os.killpg(supervisor.pid, number)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(supervisor.pid, number)

        assert supervisor.wait(15) == 0
    assert leftovers.marked(place) == []


def test_one_child_that_ends_ends_them_all(place: Place):
    done = subprocess.run(
        [sys.executable, "-c", SUPERVISED % (MARK, 1), str(place.folder)],
        cwd=REPOSITORY, capture_output=True, timeout=30, check=False,
    )  # fmt: skip

    assert "已启动".encode() in done.stdout
    assert leftovers.marked(place) == []
