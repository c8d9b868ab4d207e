"""What everybody may see on our site, in plain words, for another site to publish."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from disclosure import selectors as disclosure
from disclosure.models import Item
from policies import selectors as policies
from policies.models import Document, Interpretation
from portal.kernel.people.models import Department
from portal.kernel.ui.moment import now, today
from portal.kernel.ui.navigation import COLUMNS
from portal.kernel.ui.official import official

BUREAU = ("name", "title", "sponsor", "address", "telephone", "site_code", "icp")
Paper = dict[str, Any]


def content() -> dict[str, Any]:
    """The bureau, its columns, and every public document with what belongs to it, the newest policy first."""
    at, on = now(), today()
    documents = list(policies.documents(on=on, at=at).defer(None).order_by(*policies.ORDER))
    place = {document.pk: number for number, document in enumerate(documents)}
    papers = [_policy(document, place, on, at) for document in documents]
    explaining = Interpretation.objects.public(at=at).select_related("department").order_by("pk")
    papers += [_interpretation(each, place.get(each.document_id)) for each in explaining]
    papers += [_item(each) for each in Item.objects.public(at=at).select_related("department").order_by("pk")]
    return {
        "bureau": {name: settings.SITE[name] for name in BUREAU},
        "columns": [{"title": label, "slug": url.strip("/")} for label, url in COLUMNS if url != "/"],
        "papers": papers,
    }


def _policy(document: Document, place: dict[int, int], on: date, at: datetime) -> Paper:
    page = policies.page_of(document, on=on, at=at)
    dates = document.dates
    return _paper(
        document,
        column="policies",
        kind="policy",
        number=document.document_number,
        organ=document.issuing_organ or document.department.name,
        is_normative=document.is_normative,
        formed_on=_day(document.formed_on),
        effective_on=_day(dates.effective_on),
        expires_on=_day(dates.expires_on),
        ended_on=_day(dates.ended_on),
        amended_on=_day(dates.amended_on),
        topics=[each.name for each in document.topics.all()],
        audiences=[each.name for each in document.audiences.all()],
        questions=[(each.title, str(official(each.answer).html)) for each in page.faqs],
        services=[(each.title, each.url) for each in page.services],
        relations=[
            (each.label, place[each.document.pk])
            for each in page.relations
            if each.outgoing and each.document.pk in place
        ],
        files=[each.name for each in page.attachments],
    )


def _interpretation(thing: Interpretation, explains: int | None) -> Paper:
    return _paper(thing, column="policies", kind="interpretation", form=thing.form, explains=explains)


def _item(thing: Item) -> Paper:
    return _paper(
        thing,
        column="disclosure",
        kind="item",
        number=thing.document_number,
        organ=thing.organ,
        formed_on=_day(thing.formed_on),
        topics=[each.name for each in thing.topics.all()],
        audiences=[each.name for each in thing.audiences.all()],
        files=[each.name for each in disclosure.files_of(thing, at=now())],
    )


def _paper(thing: Any, **own: Any) -> Paper:
    plain: Paper = {
        "title": thing.title,
        "issued_on": _day(thing.published_at.date()),
        "department": _office(thing.department),
        "body": str(official(thing.body).html),
        **dict.fromkeys(("number", "organ", "form"), ""),
        **dict.fromkeys(("formed_on", "effective_on", "expires_on", "ended_on", "amended_on", "explains")),
        **{name: [] for name in ("topics", "audiences", "questions", "services", "relations", "files")},
        "is_normative": False,
    }
    return plain | own


def _office(department: Department) -> dict[str, str]:
    return {name: getattr(department, name) for name in ("name", "address", "telephone", "hours")}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
