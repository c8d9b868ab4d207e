"""Every import and every foreign key goes down."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.floors import HEIGHT, ROOT

OURS = [
    config for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT) and config.label in HEIGHT
]


def test_every_app_of_ours_has_a_floor():
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT) and ".venv" not in config.path
    }

    assert ours == set(HEIGHT)


def test_every_import_goes_down():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("model", [model for config in OURS for model in config.get_models()], ids=lambda m: m.__name__)
def test_every_foreign_key_goes_down(model: type[models.Model]):
    own = model._meta.app_label
    upward = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and (target := field.related_model._meta.app_label) in HEIGHT
        and target != own
        and HEIGHT[target] >= HEIGHT[own]
    ]

    assert upward == []
