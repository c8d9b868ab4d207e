"""A site of its own for a measurement: the trial's content on throw-away services, in the form it is deployed in."""

import os
import subprocess
import sys
from pathlib import Path

from portal.embedded.place import REPOSITORY

# Collecting as the Dockerfile does it: the secrets must be there and are not used.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    **dict.fromkeys(("SECRET_KEY", "LOOKUP_HMAC_KEY", "FIELD_ENCRYPTION_SALTS", "ALLOWED_HOSTS"), "build"),
}


def prepared(folder: Path, *, production_static: bool = False) -> dict[str, str]:
    """Fills the empty database DATABASE_URL names; returns the environment the site must be started with.

    Static files compressed as in production cost half a minute more, which only a measurement of them needs.
    """
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "STATIC_ROOT": f"{folder}/static",
        "MEDIA_ROOT": f"{folder}/media",
        "LOG_LEVEL": "WARNING",
        "DEBUG": "false",
    }
    run(environment, "migrate", "--verbosity", "0")
    run(environment, "load_demo")
    run(environment | (PRODUCTION if production_static else {}), "collectstatic", "--noinput", "--verbosity", "0")
    return environment


def run(environment: dict[str, str], *words: str) -> None:
    """One command of manage.py, as long as it takes; a failing one ends the measurement."""
    print(f"== {' '.join(words)}", flush=True)
    patient = environment | {"DB_STATEMENT_TIMEOUT_MS": "0"}
    subprocess.run([sys.executable, "manage.py", *words], cwd=REPOSITORY, env=patient, check=True)
