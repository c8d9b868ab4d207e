import importlib
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate


class DeadlinesConfig(AppConfig):
    name = "portal.kernel.deadlines"
    label = "deadlines"
    verbose_name = "期限"

    def ready(self) -> None:
        importlib.import_module("portal.kernel.deadlines.contributions")
        post_migrate.connect(refill_calendar, sender=self, dispatch_uid="deadlines.refill_calendar")


def refill_calendar(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """An emptied database (``flush``) gets its calendar back, as it gets back its content types."""
    restoring = importlib.import_module("portal.kernel.deadlines.services.calendar")
    restoring.restore(using=using)
