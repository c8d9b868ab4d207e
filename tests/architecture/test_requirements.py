"""The lock files agree with pyproject.toml and record no address."""

import importlib.util
from types import ModuleType

import pytest

from tests.architecture.floors import ROOT


@pytest.fixture(scope="module")
def lock() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lock", ROOT / "requirements" / "lock.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["base", "trial", "dev"])
def test_the_lock_agrees_with_pyproject(lock: ModuleType, name: str):
    assert lock.disagreements(name) == []


def test_a_changed_dependency_and_an_address_are_noticed(lock: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path):
    (tmp_path / "base.txt").write_text("--index-url https://packages.example/simple\ndjango==4.2\n")
    monkeypatch.setattr(lock, "FOLDER", tmp_path)

    sentences = " | ".join(lock.disagreements("base"))

    for words in ("other dependencies", "pins django 4.2", "lacks celery", "without a hash", "a download address"):
        assert words in sentences
