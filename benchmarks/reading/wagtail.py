"""Wagtail beside the portal: its own virtual environment, its own database on the same server, the same content.

A list with the same six filters and counts, a document with its interpretations, questions, services, relations and
files, a search that finds the same words. Its counts are kept until something is published, as ours are.
"""

import json
import os
import shutil
import subprocess
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from benchmarks.reading.content import content
from benchmarks.reading.servers import gunicorn
from portal.embedded.place import VAR

WANTED = ("wagtail==8.0.1", "gunicorn>=26,<27", "psycopg2-binary")
PLACE = VAR / "benchmarks" / "wagtail"
DATABASE = "rival"


@contextmanager
def rival(folder: Path) -> Iterator[str]:
    """The address of a Wagtail site with our public documents in it."""
    python = _python()
    project = folder / "rival"
    shutil.copytree(Path(__file__).parent / "rival", project / "rival", dirs_exist_ok=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "STATIC_ROOT"}},
        "DATABASE_URL": _database(),
        "MEDIA_ROOT": str(folder / "rival-media"),
        "DJANGO_SETTINGS_MODULE": "rival.settings",
    }
    for words, given in (
        (("makemigrations", "rival", "--verbosity", "0"), ""),
        (("migrate", "--verbosity", "0"), ""),
        (("load_rival",), json.dumps(content(), ensure_ascii=False)),
    ):
        subprocess.run(
            [python, "-m", "django", *words],
            cwd=project, env=environment, input=given, text=True, check=True, encoding="utf-8",
        )  # fmt: skip
    with gunicorn(
        environment, application="rival.wsgi:application", folder=project, probe="/", python=python
    ) as address:
        yield address


def _python() -> str:
    python = PLACE / "bin" / "python"
    if not python.exists():
        print(f"== installing {WANTED[0]} into {PLACE.relative_to(VAR.parent)}", flush=True)
        venv.create(PLACE, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *WANTED], check=True)
    return str(python)


def _database() -> str:
    """A fresh database beside ours."""
    ours = urlsplit(os.environ["DATABASE_URL"])
    connection = psycopg2.connect(urlunsplit(ours))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    connection.close()
    return urlunsplit(ours._replace(path=f"/{DATABASE}"))
