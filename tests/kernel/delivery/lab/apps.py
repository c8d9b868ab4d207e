import importlib
import os
from datetime import datetime

from django.apps import AppConfig

from portal.kernel.delivery import letters
from portal.kernel.ui import moment

LETTER = letters.LetterClass(code="test.letter", category="test", label="测试信件")


class LabConfig(AppConfig):
    name = "tests.kernel.delivery.lab"
    label = "delivery_lab"

    def ready(self) -> None:
        letters.register(LETTER)
        if os.environ.get("LAB_CLOCK"):
            _set_the_clock(datetime.fromisoformat(os.environ["LAB_CLOCK"]))
        if os.environ.get("CARELESS"):
            importlib.import_module("tests.kernel.delivery.lab.careless").let_go()


def _set_the_clock(start: datetime) -> None:
    """The worker's clock begins at `start` and goes on running, so that leases expire and the day is a working day."""
    really = moment.now
    offset = start - really()
    moment.now = lambda: really() + offset
