import importlib

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "portal.kernel.publishing"
    label = "publishing"
    verbose_name = "发布"

    def ready(self) -> None:
        importlib.import_module("portal.kernel.publishing.contributions")
