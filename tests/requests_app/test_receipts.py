"""The receipt on paper and in the calendar: for the holder of number and secret, the secret only once."""

import re
import uuid

import pypdfium2
import pytest
import time_machine
from django.test import Client

from requests_app.models import InformationRequest
from tests.factories.requests_app import Office, at, submitted
from tests.requests_app.applying import sent

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(at("2026-04-20"), tick=False):
        yield


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_paper_holds_the_secret_only_while_the_screen_shows_it(client: Client) -> None:
    secret = SECRET.search(client.get(sent(client)["Location"]).text)[0]
    number = InformationRequest.objects.get().number
    fresh = client.get(f"/requests/status/{number}/receipt.pdf")
    client.get(f"/requests/status/{number}/")
    later = client.get(f"/requests/status/{number}/receipt.pdf")

    assert fresh["Content-Type"] == "application/pdf"
    assert fresh["Cache-Control"] == "private, no-store"
    assert secret in words(fresh.content)
    for text in (words(fresh.content), words(later.content)):
        assert number in text
        assert "2026年5月20日" in text
        assert "明湖小区" in text
        assert "王小明" not in text
    assert not SECRET.search(words(later.content).replace(number, ""))


def test_the_paper_is_one_sheet(client: Client) -> None:
    client.get(sent(client)["Location"])
    request = InformationRequest.objects.get()
    InformationRequest.objects.filter(pk=request.pk).update(description="明湖小区的维修资金账目" * 20)

    fresh = client.get(f"/requests/status/{request.number}/receipt.pdf")

    assert len(pypdfium2.PdfDocument(fresh.content)) == 1


def test_the_calendar_entry_is_tentative_until_the_receipt_is_confirmed(client: Client) -> None:
    sent(client)
    expected = client.get(f"/requests/status/{InformationRequest.objects.get().number}/due.ics")
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().handling(key=key)
    client.post("/requests/status/", {"number": made.request.number, "secret": made.secret})
    firm = client.get(f"/requests/status/{made.request.number}/due.ics")

    assert "DTSTART;VALUE=DATE:20260520" in expected.text
    assert "STATUS:TENTATIVE" in expected.text
    assert "DTSTART;VALUE=DATE:20260520" in firm.text
    assert "STATUS:CONFIRMED" in firm.text
    assert "明湖小区" not in expected.text + firm.text


def test_a_request_that_is_answered_has_no_day_to_wait_for(client: Client) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().replied(key=key)
    client.post("/requests/status/", {"number": made.request.number, "secret": made.secret})

    assert client.get(f"/requests/status/{made.request.number}/due.ics").status_code == 404


@pytest.mark.parametrize("name", ["receipt.pdf", "due.ics"])
def test_nobody_else_gets_either(client: Client, name: str) -> None:
    mine, other = submitted(), submitted()
    client.post("/requests/status/", {"number": mine.request.number, "secret": mine.secret})
    doors = [
        Client().get(f"/requests/status/{mine.request.number}/{name}"),
        client.get(f"/requests/status/{other.request.number}/{name}"),
        client.get(f"/requests/status/YK0-1-1/{name}"),
    ]

    assert client.get(f"/requests/status/{mine.request.number}/{name}").status_code == 200
    assert {each.status_code for each in doors} == {404}
