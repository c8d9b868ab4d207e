"""「有用」, 「没用」, 「找错」: nothing is kept of the reader, nothing counts twice, the office sees it all."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from portal.front import feedback
from portal.front.models import PageFeedback
from portal.kernel.audit.models import Event
from portal.kernel.people.models import Duty
from tests.factories.people import StaffFactory
from tests.factories.policies import DocumentFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 6, 2, tzinfo=dt.UTC)


def filled(**words: str) -> dict[str, str]:
    return {"once": str(uuid.uuid4()), "page": "/policies/", "verdict": "useful", **words}


def given(**words: object) -> PageFeedback:
    said = {"page": "/policies/", "verdict": "useful", "text": "", "contact": "", "key": uuid.uuid4(), "at": AT}
    return feedback.send(**{**said, **words})


def test_a_document_page_leads_to_the_form_without_a_cookie_of_its_own(client: Client):
    document = DocumentFactory(published=True)

    page = client.get(document.get_absolute_url())

    assert f"/feedback/?page={document.get_absolute_url()}&amp;verdict=useful" in page.text
    assert not page.cookies


def test_the_form_knows_the_page_and_the_verdict_the_link_brought(client: Client):
    page = client.get("/feedback/?page=/policies/%3Futm_source%3Dx&verdict=mistake")

    assert page["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in page.text
    assert '<input type="hidden" name="page" value="/policies/">' in page.text
    assert page.context["form"].initial["verdict"] == "mistake"


def test_a_verdict_is_taken_with_a_token_and_leads_back_to_the_page():
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/feedback/", filled())
    token = client.get("/feedback/?page=/policies/").context["csrf_token"]

    taken = client.post("/feedback/", filled(csrfmiddlewaretoken=str(token)))

    assert refused.status_code == 403
    assert taken["Location"] == "/feedback/sent/?page=%2Fpolicies%2F"
    assert 'href="/policies/"' in client.get(taken["Location"]).text
    row = PageFeedback.objects.get()
    assert (row.page, row.verdict, row.text, row.contact, row.handled_at) == ("/policies/", "useful", "", None, None)


def test_sending_the_same_form_twice_counts_once(client: Client):
    form = filled()

    first, second = (client.post("/feedback/", form) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert PageFeedback.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"verdict": "mistake"}, "请说明哪里有错"),
        ({"verdict": "superb"}, "请选择一项"),
        ({"verdict": ""}, "请选择一项"),
        ({"text": "字" * 1001}, "最多 1000 个字"),
        ({"contact": "1" * 121}, "最多 120 个字"),
        ({"website": "http://spam.example"}, "提交未能通过校验"),
        ({"once": "7"}, "这张表单已失效"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client, wrong: dict[str, str], words: str):
    page = client.post("/feedback/", filled(**{"contact": "来自青川区", **wrong}))

    assert page.status_code == 422
    assert words in page.text
    assert "contact" in wrong or "来自青川区" in page.text
    assert not PageFeedback.objects.exists()


def test_too_many_are_asked_to_wait_and_keep_what_they_typed(client: Client):
    rates = {"REST_FRAMEWORK": {"DEFAULT_THROTTLE_RATES": {"feedback": "1/hour"}}}
    with override_settings(**rates):
        client.post("/feedback/", filled())
        slow = client.post("/feedback/", filled(text="还有一处"))

    assert slow.status_code == 429
    assert int(slow["Retry-After"]) > 0
    assert "还有一处" in slow.text
    assert PageFeedback.objects.count() == 1


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("/policies/3/?q=x#art-1", "/policies/3/"),
        ("/requests/", "/requests/"),
        ("/requests/status/YK-2026-0001/", "/requests/"),
        ("/requests/new/", "/requests/new/"),
        ("/consultations/receipts/YJ-1/", "/consultations/receipts/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/no-such-page/", "/"),
        ("/columns/" + "a" * 400 + "/", "/"),
        ("", "/"),
    ],
)
def test_keeps_the_page_without_anything_personal(target: str, page: str):
    assert feedback.page_of(target) == page


def test_a_contact_is_unreadable_in_the_database_and_no_address_of_the_reader_is_kept():
    row = given(contact="13800138000")

    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM front_pagefeedback")
        stored = cursor.fetchone()[0]

    assert row.contact == "13800138000"
    assert "13800138000" not in stored
    assert not {"ip", "address", "user_agent"} & {field.name for field in PageFeedback._meta.fields}


def test_handling_says_what_came_of_it_and_forgets_the_contact():
    office = StaffFactory(duties=[(Duty.DISCLOSURE_OFFICE, None)])
    row = given(verdict="mistake", text="电话是空号", contact="13800138000")

    feedback.handle(feedback=row, outcome="已更正", by=office, at=AT)

    row.refresh_from_db()
    assert (row.outcome, row.handled_by, row.handled_at, row.contact) == ("已更正", office, AT, None)
    event = Event.objects.get(verb="front.handle_feedback")
    assert "13800138000" not in str(event.after)
    with pytest.raises(feedback.AlreadyHandled):
        feedback.handle(feedback=row, outcome="又改了", by=office, at=AT)


def test_pages_with_something_to_look_into_come_first(django_assert_num_queries):
    for verdict, page in (("useful", "/a/"), ("useful", "/a/"), ("useless", "/b/"), ("mistake", "/c/")):
        # The pages of this count need not exist.
        PageFeedback.objects.create(page=page, verdict=verdict, text="错", sent_at=AT, form_key_digest=uuid.uuid4().hex)

    with django_assert_num_queries(1):
        rows = feedback.counts()

    assert [(row.page, row.useful, row.useless, row.mistakes, row.waiting) for row in rows] == [
        ("/c/", 0, 0, 1, 1),
        ("/b/", 0, 1, 0, 0),
        ("/a/", 2, 0, 0, 0),
    ]


def test_the_office_sees_counts_and_handles_one(client: Client):
    client.force_login(StaffFactory(duties=[(Duty.DISCLOSURE_OFFICE, None)]))
    row = given(verdict="mistake", text="电话是空号")

    assert "/policies/" in client.get(reverse("admin:front_pagefeedback_pages")).text
    assert "电话是空号" in client.get(reverse("admin:front_pagefeedback_changelist")).text
    done = client.post(reverse("admin:front_pagefeedback_change", args=[row.pk]), {"outcome": "已更正"})

    row.refresh_from_db()
    assert done.status_code == 302
    assert row.outcome == "已更正"
    assert "已更正" in client.get(reverse("admin:front_pagefeedback_change", args=[row.pk])).text


def test_nobody_else_sees_what_readers_wrote(client: Client):
    client.force_login(StaffFactory(duties=[(Duty.CLERK, None)]))
    row = given()

    for address in (
        reverse("admin:front_pagefeedback_changelist"),
        reverse("admin:front_pagefeedback_pages"),
        reverse("admin:front_pagefeedback_change", args=[row.pk]),
    ):
        assert client.get(address).status_code == 403, address


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        ("front_pagefeedback_verdict_known", {"verdict": "superb"}),
        ("front_pagefeedback_of_own_page", {"page": "https://evil.example/"}),
        ("front_pagefeedback_mistake_described", {"verdict": "mistake"}),
        ("front_pagefeedback_handled_at_by_and_how", {"outcome": "已更正"}),
    ],
)
def test_the_database_refuses(constraint: str, words: dict[str, str]):
    row = {"page": "/", "verdict": "useful", "sent_at": AT, "form_key_digest": "x", **words}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PageFeedback.objects.create(**row)
