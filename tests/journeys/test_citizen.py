"""A citizen searches, reads a policy with all that belongs to it, counts days; strangers try every handle."""

import datetime as dt
import re

import pytest
from django.test import Client

from portal.kernel.deadlines.services import calendar
from portal.kernel.publishing.services import release
from tests.factories.disclosure import ItemFactory
from tests.factories.policies import DocumentFactory, FaqFactory, InterpretationFactory, ServiceLinkFactory
from tests.factories.publishing import RELEASED_AT
from tests.factories.taxonomy import ColumnFactory
from tests.journeys.paper import text_of

pytestmark = pytest.mark.django_db
SERVICE = "https://zwfw.example.com/yunzhou/rent"


@pytest.fixture
def policy():
    """A policy in force with interpretation, question and service."""
    document = DocumentFactory(
        title="云州市公共租赁住房租金补贴办法",
        document_number="云建规〔2026〕7号",
        effective_on=dt.date(2026, 3, 1),
        body="第一条 为了减轻住房困难家庭的租金负担，制定本办法。\n\n第二条 补贴按月发放，每平方米十六元。",
    )
    ServiceLinkFactory(document=document, title="申请租金补贴", url=SERVICE)
    release.import_published(thing=document, by=None, at=RELEASED_AT, source="测试数据")
    InterpretationFactory(
        published=True, document=document, title="租金补贴办法看这里", body="每平方米十六元，按月到账。"
    )
    FaqFactory(published=True, document=document, title="补贴什么时候到账？", answer="每月十五日前到账。")
    return document


def test_a_citizen_finds_a_policy_and_everything_about_it(client, policy):
    hits = text_of(client.get("/search/", {"q": "租金补贴"}))
    address = policy.get_absolute_url()
    assert address in re.findall(r'href="([^"]+)"', hits)

    page = text_of(client.get(address))

    for words in (
        "云州市公共租赁住房租金补贴办法",
        "云建规〔2026〕7号",
        "现行有效",
        "每平方米十六元",
        "补贴什么时候到账？",
        "每月十五日前到账。",
        "申请租金补贴",
        f'href="{SERVICE}"',
    ):
        assert words in page, words
    interpretation = re.search(r'href="(/policies/interpretations/\d+/)"', page)[1]
    explained = text_of(client.get(interpretation))
    assert "按月到账" in explained
    assert f'href="{address}"' in explained


@pytest.mark.parametrize("words", ["每平方米十六元", "云建规(2026)7号", "租金 补贴", "補貼"])
def test_it_is_found_by_its_text_by_its_number_however_typed_by_several_words_and_in_traditional_script(
    client, policy, words
):
    assert policy.get_absolute_url() in text_of(client.get("/search/", {"q": words}))


def test_a_search_without_hits_says_what_to_try(client, policy):
    page = text_of(client.get("/search/", {"q": "南极企鹅饲养"}))

    assert "没有找到相关内容" in page
    assert "/requests/" in page


def test_twenty_working_days_from_the_eve_of_national_day_end_on_the_second_of_november(client):
    calendar.seed()

    page = text_of(client.get("/workdays/", {"received": "2022-09-30", "workdays": "20"}))
    answer = client.get("/api/v1/workdays/due", {"received": "2022-09-30", "workdays": "20"}).json()

    assert "2022年11月2日" in re.sub(r"<[^>]+>", "", page)
    assert (answer["due_on"], answer["provisional"]) == ("2022-11-02", False)
    reasons = {day["date"]: (day["counted"], day["kind"]) for day in answer["days"]}
    assert reasons["2022-10-07"] == (False, "holiday")
    assert reasons["2022-10-08"] == (True, "make_up")
    assert reasons["2022-10-15"] == (False, "weekend")


def test_a_date_nobody_has_a_calendar_for_is_called_provisional_with_the_reason(client):
    calendar.seed()

    answer = client.get("/api/v1/workdays/due", {"received": "2031-03-03", "workdays": "20"}).json()

    assert answer["provisional"] is True
    assert "2031年" in answer["reason"]


#: Every public door with the words it listens to.
DOORS = {
    "/": ("page",),
    "/search/": ("q", "cursor", "order", "kind", "department", "year", "validity", "topic"),
    "/disclosure/": ("cursor", "column", "topic", "department", "audience", "year", "matter", "page"),
    "/columns/notices/": ("cursor",),
    "/policies/": ("cursor", "topic", "department", "audience", "year", "validity", "normative"),
    "/consultations/": ("cursor", "state", "status", "year", "page"),
    "/requests/new/": ("q",),
    "/requests/status/": ("number",),
    "/workdays/": ("received", "workdays"),
    "/preferences/": ("next", "elder"),
    "/sitemap-items.xml": ("p",),
    "/api/v1/search": ("q", "cursor", "order", "kind", "year", "size"),
    "/api/v1/search/suggest": ("q",),
    "/api/v1/disclosure/items": ("cursor", "column", "department", "year", "size", "page_size"),
    "/api/v1/policies/documents": ("cursor", "topic", "year", "validity"),
    "/api/v1/policies/interpretations": ("cursor", "document", "form"),
    "/api/v1/policies/faqs": ("cursor", "document"),
    "/api/v1/consultations": ("cursor", "state", "status", "page"),
    "/api/v1/workdays/due": ("received", "workdays"),
}
BAD = {
    "a page number of a million": "1000000",
    "a forged cursor": "eyJrIjoxfQ:1abc:forged",
    "a long cursor": "Ab1-" * 5000,
    "an unknown value": "没有这个选项",
    "two thousand characters": "住房" * 1000,
    "control characters": "住\x00房\x1b[31m\x7f\u202e",
    "a statement": "' OR 1=1; --",
    "a script": "<script>alert(1)</script>",
    "a number beyond all bounds": "9" * 400,
    "a negative number": "-1",
    "an exponent": "1e999",
    "a lone surrogate": "%ED%A0%80",
    "nothing but blanks": "  　 ",
    "unbalanced quotation": '"住房',
    "only operators": "- -- -",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_no_public_door_breaks_over_what_a_stranger_types(client, policy, bad):
    ColumnFactory(slug="notices")
    ItemFactory(published=True)

    for door, names in DOORS.items():
        for name in names:
            response = client.get(door, {name: bad})
            assert response.status_code in {200, 302, 400, 404}, (door, name, response.status_code)
            if "html" in response.get("Content-Type", ""):
                assert response.status_code != 400 or "<h1" in text_of(response), (door, name)
                assert "<script>alert" not in text_of(response), (door, name)
            else:
                assert "json" in response["Content-Type"] or "xml" in response["Content-Type"], (door, name)


@pytest.mark.parametrize(
    "path",
    [
        "/disclosure/99999999999999999999/",
        "/policies/99999999999999999999/",
        "/policies/interpretations/99999999999999999999/",
        "/consultations/99999999999999999999/",
        "/columns/nothing-here/",
        "/attachments/00000000-0000-0000-0000-000000000000/x.pdf",
        "/disclosure/feeds/nothing-here.rss",
        "/sitemap-nothing.xml",
        "/api/v1/disclosure/items/99999999999999999999",
        "/api/v1/policies/documents/99999999999999999999",
        "/api/v1/nothing",
        "/%00",
        "/%ff%fe/",
        "/" + "a" * 3000,
    ],
)
def test_what_is_not_there_is_a_helpful_404(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert re.search("没有找到|未找到", text_of(response))


def test_a_malformed_body_is_told_so_and_nothing_is_filed(client):
    for body in ("{", "[]", '"x"', "null", "\x00", '{"applicant_kind": {"a": 1}}'):
        response = client.post("/api/v1/requests", body, content_type="application/json")
        assert response.status_code == 400, body
        assert response.json()["errors"], body


def test_forms_sent_without_their_token_are_refused_in_words():
    stranger = Client(enforce_csrf_checks=True)

    response = stranger.post("/requests/new/identity/", {"applicant_name": "张三"})

    assert response.status_code == 403
    assert "<h1" in text_of(response)


def test_health_and_readiness_answer_without_touching_what_they_need_not(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        alive = client.get("/healthz")

    assert text_of(alive) == "ok"
    assert client.get("/readyz").json()["ready"] is True
