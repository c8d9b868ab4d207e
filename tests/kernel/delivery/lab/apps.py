import importlib
import os

from django.apps import AppConfig

from portal.kernel.delivery import letters

LETTER = letters.LetterClass(code="test.letter", category="test", label="测试信件")


class LabConfig(AppConfig):
    name = "tests.kernel.delivery.lab"
    label = "delivery_lab"

    def ready(self) -> None:
        letters.register(LETTER)
        if os.environ.get("CARELESS"):
            importlib.import_module("tests.kernel.delivery.lab.careless").let_go()
