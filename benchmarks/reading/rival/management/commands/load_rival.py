"""Reads the documents from standard input, a JSON list, and publishes each as a page."""

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from rival.models import PolicyIndexPage, PolicyPage
from wagtail.models import Page, Site


class Command(BaseCommand):
    def handle(self, **options: Any) -> None:
        root = Page.objects.get(depth=1)
        Page.objects.filter(depth=2).delete()
        root.refresh_from_db()
        top = root.add_child(instance=PolicyIndexPage(title="政策文件", slug="policies"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": top}
        )
        for place, row in enumerate(json.load(sys.stdin), start=1):
            for name in ("issued_on", "effective_on", "expires_on"):
                row[name] = date.fromisoformat(row[name]) if row[name] else None
            top.add_child(instance=PolicyPage(slug=f"d{place}", **row))
