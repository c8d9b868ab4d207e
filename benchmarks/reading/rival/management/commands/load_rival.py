"""Reads the documents from standard input, a JSON object, and publishes each as a page."""

import json
import sys
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand
from rival.models import (
    Audience,
    BureauSettings,
    ColumnPage,
    Department,
    File,
    PaperPage,
    PolicyIndexPage,
    Question,
    Relation,
    Service,
    Topic,
)
from wagtail.documents.models import Document
from wagtail.models import Page, Site

DAYS = ("formed_on", "issued_on", "effective_on", "expires_on", "ended_on", "amended_on")
PLAIN = ("title", "kind", "number", "organ", "is_normative", "form", "body")


class Command(BaseCommand):
    def handle(self, **options: Any) -> None:
        given = json.load(sys.stdin)
        Page.objects.filter(depth=2).delete()
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=ColumnPage(title="首页", slug="home"))
        site, _ = Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
        )
        BureauSettings.objects.update_or_create(site=site, defaults=given["bureau"])
        places = {
            column["slug"]: home.add_child(instance=_column(column["slug"])(show_in_menus=True, **column))
            for column in given["columns"]
        }
        made = [_publish(places[row["column"]], row, place) for place, row in enumerate(given["papers"], start=1)]
        for page, row in zip(made, given["papers"], strict=True):
            if row["explains"] is not None:
                page.explains = made[row["explains"]]
                page.save(update_fields=["explains"])
            for label, other in row["relations"]:
                Relation.objects.create(page=page, other=made[other], label=label)


def _column(slug: str) -> type[Page]:
    return PolicyIndexPage if slug == "policies" else ColumnPage


def _publish(place: Page, row: dict[str, Any], number: int) -> PaperPage:
    page = PaperPage(slug=f"d{number}", **{name: row[name] for name in PLAIN})
    for name in DAYS:
        setattr(page, name, date.fromisoformat(row[name]) if row[name] else None)
    office = row["department"]
    page.department = Department.objects.get_or_create(name=office["name"], defaults=office)[0]
    page.topics = [Topic.objects.get_or_create(name=name)[0] for name in row["topics"]]
    page.audiences = [Audience.objects.get_or_create(name=name)[0] for name in row["audiences"]]
    page.questions = [Question(question=question, answer=answer) for question, answer in row["questions"]]
    page.services = [Service(title=title, url=url) for title, url in row["services"]]
    page.files = [File(document=_file(name)) for name in row["files"]]
    place.add_child(instance=page)
    page.save_revision().publish()
    return page


def _file(name: str) -> Document:
    return Document.objects.create(title=name, file=ContentFile(name.encode(), name=f"f{Document.objects.count()}.pdf"))
