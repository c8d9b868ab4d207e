"""Going through the application as a browser does: one page after the other."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.factories.requests_app import CREDIT_CODE, RESIDENT_ID

BEGIN, CHECK = "/requests/new/", "/requests/new/check/"
PERSON: dict[str, dict[str, str]] = {
    "information": {"description": "2025年明湖小区专项维修资金使用情况", "document_number": "云建发[2025]12号"},
    "applicant": {"applicant_kind": "person"},
    "identity": {"applicant_name": "王小明", "identity_kind": "resident_id", "identity_number": RESIDENT_ID},
    "delivery": {"delivery_form": "email"},
    "contact": {"phone": "13800000000", "email": "wang@example.com"},
}
ORGANISATION: dict[str, dict[str, str]] = PERSON | {
    "applicant": {"applicant_kind": "organisation"},
    "identity": {
        "applicant_name": "明湖公司",
        "organisation_class": "business",
        "identity_number": CREDIT_CODE,
    },
    "contact": {"contact_name": "李经理", "phone": "13800000000", "email": "li@example.com"},
}


def page_of(slug: str) -> str:
    return f"/requests/new/{slug}/"


def begun(client: Client, asked: str = "") -> HttpResponse:
    """Presses the button under the search."""
    return client.post(BEGIN, {"q": asked})


def answered(client: Client, slug: str, **changed: Any) -> HttpResponse:
    """Answers one page as the sample does, with some answers changed."""
    return client.post(page_of(slug), PERSON[slug] | {"action": "on"} | changed)


def refused(client: Client, slug: str, **changed: Any) -> HttpResponse:
    """The page that says what is wrong with an answer: reached by a redirect, so that it can be reloaded."""
    answer = answered(client, slug, **changed)
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def filled(client: Client, pages: dict[str, dict[str, str]] = PERSON, **changed: Any) -> None:
    """Answers all pages."""
    begun(client)
    for slug, answers in pages.items():
        known = {name: value for name, value in changed.items() if name in answers}
        assert client.post(page_of(slug), answers | known | {"action": "on"}).status_code == 302, slug


def sealed(client: Client) -> dict[str, str]:
    """What the page of all answers sends: its key and the fingerprint of what it shows."""
    return dict(re.findall(r'name="(once|seen)" value="([^"]+)"', client.get(CHECK).text))


def sent(client: Client, pages: dict[str, dict[str, str]] = PERSON, **changed: Any) -> HttpResponse:
    """Answers all pages and sends."""
    filled(client, pages, **changed)
    return client.post(CHECK, sealed(client))
