import importlib

from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "portal.front"
    label = "front"
    verbose_name = "门户"

    def ready(self) -> None:
        importlib.import_module("portal.front.contributions")
