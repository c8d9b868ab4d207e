import importlib

from django.apps import AppConfig


class RequestsAppConfig(AppConfig):
    name = "requests_app"
    label = "requests_app"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        importlib.import_module("requests_app.contributions")
