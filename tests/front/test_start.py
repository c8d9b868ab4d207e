"""What a process of the web has done before its first reader comes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = """
import gc
import sys
import portal.wsgi
from django.template import engines
from django.urls import get_resolver
print("requests_app.views" in sys.modules, get_resolver()._populated, sorted(engines._engines), "redis" in sys.modules)
print(len(gc.get_objects()) < 1_000 < gc.get_freeze_count())
"""


def test_views_and_templates_are_at_hand() -> None:
    at_hand, _out_of_the_collectors_way = _after_its_start()

    assert at_hand == "True True ['django'] True"


def test_nobody_waits_while_python_looks_through_all_that_was_loaded() -> None:
    _at_hand, is_out_of_the_collectors_way = _after_its_start()

    assert is_out_of_the_collectors_way == "True"


def _after_its_start() -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )

    return done.stdout.splitlines()
