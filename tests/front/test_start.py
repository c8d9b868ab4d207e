"""What a process of the web has done before its first reader comes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = """
import sys
import portal.wsgi
from django.template import engines
from django.urls import get_resolver
print("requests_app.views" in sys.modules, get_resolver()._populated, sorted(engines._engines), "redis" in sys.modules)
"""


def test_views_and_templates_are_at_hand() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split("\n")[0] == "True True ['django'] True"
