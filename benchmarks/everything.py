"""`make bench`: a site of its own on throw-away services, the trial's content in it, then every measurement."""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress

from portal.embedded import ports
from portal.embedded.place import REPOSITORY

FIRST_PAGE_SECONDS = 60


def main() -> int:
    """Runs where DATABASE_URL names an empty database (`python -m portal.embedded test -- …`)."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "STATIC_ROOT": f"{folder}/static",
            "MEDIA_ROOT": f"{folder}/media",
            "LOG_LEVEL": "WARNING",
        }
        patient = {**environment, "DB_STATEMENT_TIMEOUT_MS": "0"}
        for words in (
            ("migrate", "--verbosity", "0"),
            ("load_demo",),
            ("collectstatic", "--noinput", "--verbosity", "0"),
        ):
            run(patient, "manage.py", *words)
        port = ports.service_port(None)
        words = ["-m", "gunicorn", "portal.wsgi:application", "--preload", "--bind", f"{ports.ADDRESS}:{port}"]
        words += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
        words += ["--log-level", "warning", "--no-control-socket"]
        site = subprocess.Popen(
            [sys.executable, *words],
            cwd=REPOSITORY,
            env=environment,
        )
        try:
            url = f"http://{ports.ADDRESS}:{port}"
            assert ports.wait_for_page(f"{url}/healthz", seconds=FIRST_PAGE_SECONDS), "the site does not answer"
            run(environment, "-m", "benchmarks.pages", url)
            run(environment, "-m", "benchmarks.search.trial")
        finally:
            site.terminate()
            with suppress(subprocess.TimeoutExpired):
                site.wait(timeout=10)
            site.kill()
    return 0


def run(environment: dict[str, str], *words: str) -> None:
    """One step; a failing one ends the run."""
    print(f"== {' '.join(words)}", flush=True)
    subprocess.run([sys.executable, *words], cwd=REPOSITORY, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
