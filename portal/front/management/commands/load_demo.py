from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.front.demo.applications import load_requests
from portal.front.demo.catalogue import load_catalogue
from portal.front.demo.hearings import load_consultations
from portal.front.demo.loading import load_bureau
from portal.front.demo.shelves import load_items, load_policies
from portal.kernel.ui.moment import now

STEPS = (
    ("matters", load_catalogue),
    ("items", load_items),
    ("policies", load_policies),
    ("requests", load_requests),
    ("consultations", load_consultations),
)


class Command(BaseCommand):
    help = "Load the fictitious bureau with a year of content; repeatable without duplicates."

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "TRIAL", False):
            raise CommandError("演示内容带有公开的口令，只能在试用环境（portal.settings.dev）中载入。")
        at = now()
        cast = load_bureau(at=at)
        self.stdout.write(f"departments {len(cast.departments)}, people {len(cast.people)}")
        for name, step in STEPS:
            self.stdout.write(f"{name} +{step(cast, at)}")
