"""`make demo`: everything that has not been done yet, then the site, a worker and the scheduler until Ctrl-C."""

import hashlib
import os
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from portal.embedded import ports
from portal.embedded.place import REPOSITORY, VAR, Place, demo_place
from portal.embedded.services import locked, started
from portal.embedded.supervisor import Supervisor
from portal.embedded.words import TrialStopped, say, write

APPS = ("portal", "disclosure", "policies", "requests_app", "consultations")
FIRST_PAGE_SECONDS = 90


def run() -> int:
    """Prepare and serve; returns the exit code for the shell."""
    begun = time.monotonic()
    place = demo_place()
    with locked(place):
        # Asked only now: a killed run's web server may have held it until a moment ago.
        port = ports.site_port(os.environ.get("PORT", "").strip())
        if place.account is not None:
            say(
                f"You are root: the services run as '{place.account.pw_name}' with their data in {place.folder}",
                f"当前为 root：数据库与消息服务以 {place.account.pw_name} 账户运行，数据存放于 {place.folder}",
            )
        with started(place, lasting=True) as services:
            environment = {**services.environment, "SITE_URL": f"http://{ports.ADDRESS}:{port}"}
            _prepare(place, environment)
            site = f"http://{ports.ADDRESS}:{port}/"
            place.remember(site=site)
            return _serve(place, port, site, environment, begun)


def _prepare(place: Place, environment: Mapping[str, str]) -> None:
    """Each step once, and again only when what it depends on has changed."""
    commands = {**environment, "DB_STATEMENT_TIMEOUT_MS": "0"}
    packages = _digest([REPOSITORY / "requirements" / "trial.txt"])
    migrations = _digest(path for app in APPS for path in (REPOSITORY / app).rglob("migrations/*.py"))
    migrations += packages
    if place.memory().get("migrated") != migrations:
        say("Preparing the database.", "正在准备数据库。")
        _manage(commands, "migrate", "--verbosity", "0")
        place.remember(migrated=migrations)
    words = _digest([REPOSITORY / "portal" / "kernel" / "search" / "lexemes.py"])
    if not place.memory().get("loaded"):
        say("Loading the demonstration content (once, about a minute).", "正在载入演示内容（仅首次，约需一分钟）。")
        _manage(commands, "load_demo")
        place.remember(loaded=True, logins="", indexed=words)
    elif place.memory().get("indexed") != words:
        say("Making the search index anew.", "正在重建检索索引。")
        _manage(commands, "rebuild_search")
        place.remember(indexed=words)
    static = _digest(path for path in (REPOSITORY / "static").rglob("*") if path.is_file())
    static += packages + _digest([REPOSITORY / "portal" / "kernel" / "ui" / "static_files.py"])
    if place.memory().get("static") != static or not (VAR / "static").exists():
        say("Collecting the static files.", "正在收集静态文件。")
        _manage(commands, "collectstatic", "--noinput", "--verbosity", "0")
        place.remember(static=static)
    if not place.memory().get("logins"):
        place.remember(logins=_manage(commands, "demo_logins", quietly=True))


def _serve(place: Place, port: int, site: str, environment: Mapping[str, str], begun: float) -> int:
    opened = place.folder / "opened"
    opened.unlink(missing_ok=True)
    supervisor = Supervisor()
    for name, words in _processes(port).items():
        # Only a visitor's request must be quick; background work may read for a minute.
        patience = {} if name == "web" else {"DB_STATEMENT_TIMEOUT_MS": "60000"}
        # The first page comes before the first task: three starts at once would take thrice as long.
        after = None if name == "web" else opened
        supervisor.add(name, shlex.join([sys.executable, *words]), {**environment, **patience}, after=after)
    threading.Thread(target=_announce, args=(place, site, opened, begun), daemon=True).start()
    code = supervisor.serve()
    say("Stopped. The data is kept; make demo goes on with it.", "已停止，数据保留，再次执行 make demo 即可继续。")
    return code


def _processes(port: int) -> dict[str, list[str]]:
    """The same three as in production, smaller. The site is read once and then forked, which starts it quicker."""
    web = ["-m", "gunicorn", "portal.wsgi:application", "--preload", "--bind", f"{ports.ADDRESS}:{port}"]
    web += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "5"]
    web += ["--log-level", "warning", "--no-control-socket"]
    worker = ["-m", "celery", "-q", "-A", "portal", "worker"]
    worker += ["--concurrency", "2", "--queues", "default,slow", "--without-gossip", "--without-mingle"]
    beat = ["-m", "celery", "-q", "-A", "portal", "beat", "--pidfile=", "-s", str(VAR / "celerybeat-schedule")]
    return {"web": web, "worker": [*worker, "--loglevel", "WARNING"], "beat": [*beat, "--loglevel", "WARNING"]}


def _announce(place: Place, site: str, opened: Path, begun: float) -> None:
    """The address last, when it really answers."""
    answers = ports.wait_for_page(f"{site}healthz", seconds=FIRST_PAGE_SECONDS) and ports.wait_for_page(
        site, seconds=20
    )
    opened.touch()
    if not answers:
        say("The site does not answer; the lines above say why.", "站点没有响应，原因见上方日志。")
        return
    seconds = time.monotonic() - begun
    say(f"The portal is open after {seconds:.0f} s: {site}", f"网站已就绪（{seconds:.0f} 秒）：{site}")
    write(f"\n{place.memory().get('logins', '').rstrip()}\n\n    Ctrl-C stops everything · 按 Ctrl-C 停止全部服务\n\n")


def _manage(environment: Mapping[str, str], *words: str, quietly: bool = False) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=REPOSITORY,
        env=dict(environment),
        stdout=subprocess.PIPE if quietly else None,
        text=True,
        check=False,
    )
    if done.returncode:
        raise TrialStopped(
            f"manage.py {words[0]} failed; the lines above say why.", f"manage.py {words[0]} 执行失败，原因见上方输出。"
        )
    return done.stdout or ""


def _digest(paths: Iterable[Path]) -> str:
    """What the files are called and hold."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
