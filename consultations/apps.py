import importlib

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"
    label = "consultations"
    verbose_name = "公众参与"

    def ready(self) -> None:
        importlib.import_module("consultations.contributions")
