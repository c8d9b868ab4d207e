"""An applicant appears nowhere: not in the search, the sitemap, the feeds, nor in the trail or the log."""

import logging

import pytest
from django.test import Client

from portal.kernel.audit.models import Event
from portal.kernel.deadlines.models import Deadline
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.search.models import SearchEntry
from portal.kernel.search.selectors import search
from tests.factories.requests_app import RESIDENT_ID, Office

pytestmark = pytest.mark.django_db
PERSONAL = ("王小明", RESIDENT_ID, "13800000000", "明湖小区", "YK0007")


@pytest.fixture
def office() -> Office:
    return Office()


def test_no_public_page_knows_of_a_request(office: Office, client: Client) -> None:
    office.replied()

    for address in ("/", "/requests/", "/search/?q=王小明", "/sitemap.xml", "/api/v1/search?q=明湖小区", "/feeds/"):
        page = client.get(address)
        shown = page.text.replace("q=王小明", "").replace('value="王小明"', "")
        assert not [word for word in (*PERSONAL[1:3], "YK0007") if word in shown], address


def test_the_search_holds_no_request(office: Office) -> None:
    office.replied()

    assert not SearchEntry.objects.filter(kind__startswith="request").exists()
    assert search(text="YK0007-2026-00001").hits == ()
    assert search(text="明湖小区 维修资金").hits == ()


def test_trail_ledger_and_letters_hold_numbers_and_keys_only(office: Office) -> None:
    office.delivered()
    office.lapsed()
    office.consulting()

    written = [
        *(f"{event.before} {event.after} {event.note}" for event in Event.objects.all()),
        *(deadline.title for deadline in Deadline.objects.all()),
        *(str(letter.context) for letter in OutboxLetter.objects.all()),
    ]
    for word in (*PERSONAL[:4], "wang@example.com", "明湖物业公司"):
        assert not [text for text in written if word in text], word


def test_nothing_personal_is_logged(office: Office, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        office.delivered()
        client.post("/requests/status/", {"number": "YK0007-2026-00001", "secret": "X"})

    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [text for text in ours for word in PERSONAL[:4] if word in text]
