"""The lab's letter, registered for one test."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from pytest_django import Settings

from portal.kernel.delivery import letters
from tests.kernel.delivery.lab.apps import LETTER


@pytest.fixture
def lab_letters(settings: Settings) -> Iterator[None]:
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
    letters.register(LETTER)
    yield
    letters._letters.pop(LETTER.code)
