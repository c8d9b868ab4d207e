import importlib

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "portal.kernel.attachments"
    label = "attachments"
    verbose_name = "附件"

    def ready(self) -> None:
        importlib.import_module("portal.kernel.attachments.contributions")
