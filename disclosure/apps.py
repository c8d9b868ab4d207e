import importlib

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "disclosure"
    label = "disclosure"
    verbose_name = "主动公开"

    def ready(self) -> None:
        importlib.import_module("disclosure.contributions")
