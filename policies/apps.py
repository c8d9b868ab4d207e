import importlib

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"
    label = "policies"
    verbose_name = "政策文件"

    def ready(self) -> None:
        importlib.import_module("policies.contributions")
