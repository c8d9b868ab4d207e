"""What answers: gunicorn with the portal in it, and nginx as deployed in front of it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.embedded import ports
from portal.embedded.place import REPOSITORY

FIRST_ANSWER_SECONDS = 60


@contextmanager
def gunicorn(
    environment: dict[str, str],
    *,
    application: str = "portal.wsgi:application",
    folder: Path = REPOSITORY,
    probe: str = "/healthz",
    python: str = sys.executable,
) -> Iterator[str]:
    """The site's address while it runs, with the workers of the deployment."""
    port = ports.service_port(None)
    words = [python, "-m", "gunicorn", application, "--preload", "--bind", f"{ports.ADDRESS}:{port}"]
    words += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    with _running([*words, "--no-control-socket"], environment, folder):
        url = f"http://{ports.ADDRESS}:{port}"
        assert ports.wait_for_page(f"{url}{probe}", seconds=FIRST_ANSWER_SECONDS), f"{application} does not answer"
        yield url


def proxy_available() -> bool:
    return shutil.which("nginx") is not None


@contextmanager
def nginx(upstream: str, folder: Path) -> Iterator[str]:
    """The deployed configuration, moved into a folder of its own and pointed at this upstream."""
    port = ports.service_port(None)
    rules = (REPOSITORY / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    rules = rules.replace("server web:8000;", f"server {upstream.removeprefix('http://')};")
    rules = rules.replace("listen 8080 default_server;", f"listen {ports.ADDRESS}:{port} default_server;")
    rules = re.sub(r"(?<= )/(?:tmp|var/cache/nginx)/", f"{folder}/", rules)
    rules = rules.replace("/dev/stdout", f"{folder}/access.log").replace("/dev/stderr", f"{folder}/error.log")
    # One visitor asks for everything here.
    rules = re.sub(r"limit_conn visitors \d+;", "", rules)
    health = "location = /nginx-health {"
    rules = rules.replace(health, f"location = /nginx-file.html {{ root {folder}; }}\n        {health}")
    for name in ("body", "temp", "fastcgi", "uwsgi", "scgi", "pages"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    configuration = folder / "nginx.conf"
    # Started by root its workers change to nobody, who may not enter this folder.
    configuration.write_text(("user root;\n" if os.geteuid() == 0 else "") + rules, encoding="utf-8")
    words = ["nginx", "-e", f"{folder}/error.log", "-c", str(configuration), "-g", "daemon off;"]
    with _running(words, dict(os.environ), folder):
        url = f"http://{ports.ADDRESS}:{port}"
        assert ports.wait_for_page(f"{url}/nginx-health", seconds=10), (folder / "error.log").read_text()
        yield url


@contextmanager
def _running(words: list[str], environment: dict[str, str], folder: Path) -> Iterator[None]:
    process = subprocess.Popen(words, cwd=folder, env=environment)
    try:
        yield
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        process.kill()
        process.wait()
