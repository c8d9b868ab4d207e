from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "portal.kernel.attachments"
    label = "attachments"
    verbose_name = "附件"
