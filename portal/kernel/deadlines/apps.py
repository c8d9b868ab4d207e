from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "portal.kernel.deadlines"
    label = "deadlines"
    verbose_name = "期限"
