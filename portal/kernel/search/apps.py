import importlib

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.kernel.search"
    label = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        importlib.import_module("portal.kernel.search.contributions")
