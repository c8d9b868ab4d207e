from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "portal.kernel.links"
    label = "links"
    verbose_name = "链接巡检"
