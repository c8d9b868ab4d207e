"""The habits of the house that a machine can see."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from portal.kernel.publishing.models import Publishable
from tests.architecture.floors import PACKAGES, ROOT, sources

LONGEST_FILE = 400
# The demonstration's texts: content that happens to be Python.
TABLES_OF_CONTENT = ("portal/front/demo/",)
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc", "tools", "base2", "lib"}
PUBLISHABLES = [model for model in apps.get_models() if issubclass(model, Publishable)]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_is_longer_than_a_reader_can_hold(package: str):
    names = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in sources("*.py")}
    long = [str(name) for name, lines in names.items() if name.parts[0] == package and lines > LONGEST_FILE]
    long = [name for name in long if not name.startswith(TABLES_OF_CONTENT)]

    assert long == []


def test_every_file_is_named_for_what_it_contains():
    assert [str(path.relative_to(ROOT)) for path in sources("*.py") if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_there_is_one_initial_folder_of_migrations_per_app_with_models():
    without = [
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT)
        and ".venv" not in config.path
        and list(config.get_models())
        and not (Path(config.path) / "migrations" / "0001_initial.py").exists()
    ]

    assert without == []


@pytest.mark.parametrize("model", PUBLISHABLES, ids=lambda model: model.__name__)
def test_a_publishable_inherits_the_constraints_of_its_base(model: type[models.Model]):
    def kinds(names: set[str]) -> set[str]:
        return {name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_") for name in names}

    base = {constraint.name.replace("%(app_label)s_%(class)s_", "") for constraint in Publishable._meta.constraints}

    assert base <= kinds({constraint.name for constraint in model._meta.constraints})


@pytest.mark.parametrize(
    "constraint",
    [
        pytest.param(constraint, id=constraint.name)
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT) and ".venv" not in config.path
        for model in config.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    ],
)
def test_a_broken_constraint_speaks_chinese_to_the_clerk(constraint: models.CheckConstraint):
    message = str(constraint.violation_error_message)

    assert any("\u4e00" <= character <= "\u9fff" for character in message)
    assert message != str(constraint.default_violation_error_message)
