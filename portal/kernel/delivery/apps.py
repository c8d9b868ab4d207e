import importlib

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "portal.kernel.delivery"
    label = "delivery"
    verbose_name = "通知与发送"

    def ready(self) -> None:
        importlib.import_module("portal.kernel.delivery.contributions")
