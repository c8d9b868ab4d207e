"""The form for an opinion: what it takes, what it answers, and that nothing typed is lost when it goes wrong."""

import uuid
from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from consultations.models import Consultation, Opinion
from consultations.services import clauses
from portal.kernel.publishing.services import release
from tests.factories.consultations import (
    CLOSED,
    LAST_SECOND,
    OPENING,
    WITHIN,
    ConsultationFactory,
    opinion,
)
from tests.factories.publishing import DRAFTED_AT

pytestmark = pytest.mark.django_db
SAID = "建议把公示期延长到十日。"


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def consultation() -> Consultation:
    return ConsultationFactory(published=True)


def _form(client: Client, thing: Consultation, **words: str) -> dict[str, str]:
    page = client.get(reverse("consultations:comment", args=[thing.pk]))
    return {"once": str(page.context["form"]["once"].value()), "text": SAID, **words}


def test_an_opinion_is_received_and_the_receipt_says_what_is_next(client: Client, consultation: Consultation) -> None:
    with at(WITHIN):
        address = reverse("consultations:comment", args=[consultation.pk])
        sent = client.post(address, _form(client, consultation, name="清平里业委会", contact="13800001234"))
        receipt = client.get(sent["Location"])

    made = Opinion.objects.get()
    assert (made.text, made.name, made.contact) == (SAID, "清平里业委会", "13800001234")
    text = receipt.content.decode()
    assert made.number in text
    assert "2026年6月4日" in text
    for private in (SAID, "清平里业委会", "13800001234"):
        assert private not in text
    assert "no-store" in receipt["Cache-Control"]
    assert client.get(reverse("consultations:receipt", args=["YJ-AAAA-AAAA-AAAA"])).status_code == 404


def test_sending_the_form_again_gives_the_same_receipt(client: Client, consultation: Consultation) -> None:
    with at(WITHIN):
        address, words = reverse("consultations:comment", args=[consultation.pk]), _form(client, consultation)
        first, second = client.post(address, words), client.post(address, words)

    assert first["Location"] == second["Location"]
    assert Opinion.objects.count() == 1


def test_the_same_form_with_other_words_is_explained_and_can_be_sent_as_another(
    client: Client, consultation: Consultation
) -> None:
    with at(WITHIN):
        address, words = reverse("consultations:comment", args=[consultation.pk]), _form(client, consultation)
        client.post(address, words)
        refused = client.post(address, {**words, "text": "另外一条完全不同的意见"})
        again = client.post(
            address, {"once": refused.context["form"]["once"].value(), "text": "另外一条完全不同的意见"}
        )

    assert refused.status_code == 409
    assert "另外一条完全不同的意见" in refused.content.decode()
    assert again.status_code == 302
    assert Opinion.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"text": ""}, "请填写意见内容。"),
        ({"text": "好"}, "至少5个字"),
        ({"text": "长" * 3001}, "最多3000个字，现有3001个字"),
        ({"text": "看不见\x00的字符混在里面"}, "无法显示的字符"),
        ({"clause": "999999"}, "不属于这份草案"),
        ({"website": "http://spam.example"}, "未能通过校验"),
        ({"once": "nonsense"}, "已失效，您填写的内容仍在"),
        ({"name": "名" * 61}, "最多60个字"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(
    client: Client, words: dict[str, str], said: str
) -> None:
    thing = ConsultationFactory()
    clauses.add(consultation=thing, heading="第一条", text="为了规范。", by=None, at=DRAFTED_AT)
    release.import_published(thing=thing, by=None, at=OPENING, source="测试数据")

    with at(WITHIN):
        address = reverse("consultations:comment", args=[thing.pk])
        page = client.post(address, {**_form(client, thing, contact="我的联系方式"), **words})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "我的联系方式" in page.content.decode()
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("trouble", ["wrong", "too fast", "too late", "sent before"])
def test_whatever_goes_wrong_every_answer_is_still_there(client: Client, trouble: str) -> None:
    thing = ConsultationFactory()
    chosen = clauses.add(consultation=thing, heading="第一条", text="为了规范。", by=None, at=DRAFTED_AT)
    clauses.add(consultation=thing, heading="第二条", text="适用范围。", by=None, at=DRAFTED_AT)
    release.import_published(thing=thing, by=None, at=OPENING, source="测试数据")
    address = reverse("consultations:comment", args=[thing.pk])
    typed = {"clause": str(chosen.pk), "text": SAID, "name": "明湖小区业主", "contact": "0000-12345"}
    if trouble == "wrong":
        typed["text"] = "好"

    with at(WITHIN):
        words = _form(client, thing) | typed
        if trouble == "too fast":
            for n in range(30):
                client.post(address, {"once": str(uuid.uuid4()), "text": f"第{n}条意见的内容"})
        if trouble == "sent before":
            client.post(address, words | {"text": "此前已经提交的意见"})
    with at(CLOSED if trouble == "too late" else WITHIN):
        page = client.post(address, words)

    status = {"wrong": 422, "too fast": 429, "too late": 409, "sent before": 409}[trouble]
    assert page.status_code == status
    assert f'<option value="{chosen.pk}" selected>' in page.text
    assert "为了规范。</blockquote>" in page.text
    assert f">\n{typed['text']}</textarea>" in page.text
    assert 'value="明湖小区业主"' in page.text
    assert 'value="0000-12345"' in page.text


def test_the_last_second_is_taken_at_the_door_and_the_next_is_refused_with_the_text_kept(
    client: Client, consultation: Consultation
) -> None:
    address = reverse("consultations:comment", args=[consultation.pk])
    with at(LAST_SECOND):
        words = _form(client, consultation)
        assert client.post(address, words).status_code == 302
        late = _form(client, consultation, text="迟到一秒的意见内容")
    with at(CLOSED):
        refused = client.post(address, late)
        shut = client.get(address)

    assert refused.status_code == 409
    assert "已于2026年5月28日24时截止" in refused.content.decode()
    assert "迟到一秒的意见内容" in refused.content.decode()
    assert "已于2026年5月28日24时截止" in shut.content.decode()
    assert "<textarea" not in shut.content.decode()


def test_too_many_opinions_from_one_place_are_slowed_down(client: Client, consultation: Consultation) -> None:
    with at(WITHIN):
        address = reverse("consultations:comment", args=[consultation.pk])
        for n in range(30):
            client.post(address, {"once": str(uuid.uuid4()), "text": f"第{n}条意见的内容"})
        slowed = client.post(address, {"once": str(uuid.uuid4()), "text": "第三十一条意见的内容"})

    assert slowed.status_code == 429
    assert slowed["Retry-After"]
    assert "第三十一条意见的内容" in slowed.content.decode()
    assert Opinion.objects.count() == 30


# The API


def test_the_form_stands_beside_the_clause_it_speaks_of(client: Client) -> None:
    thing = ConsultationFactory()
    clause = clauses.add(consultation=thing, heading="第二条", text="本办法适用于住房租赁。", by=None, at=DRAFTED_AT)
    thing.refresh_from_db()
    release.import_published(thing=thing, by=None, at=OPENING, source="测试数据")
    address = reverse("consultations:comment", args=[thing.pk])

    with at(WITHIN):
        assert "本办法适用于住房租赁。</blockquote>" in client.get(f"{address}?clause={clause.pk}").text
        for wrong in ("0", "x", "9" * 30, "²"):
            page = client.get(address, {"clause": wrong})
            assert page.status_code == 200
            assert "<blockquote" not in page.text


def test_form_and_receipt_ask_the_database_few_times(
    client: Client, consultation: Consultation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    receipt = reverse("consultations:receipt", args=[opinion(consultation).number])
    address = reverse("consultations:comment", args=[consultation.pk])

    with at(WITHIN):
        client.get(address)
        # The bureau's identity, the consultation, its clauses (whether, which), the calendar.
        with django_assert_max_num_queries(6):
            client.get(address)
        # The bureau's identity, the opinion, its consultation, the calendar.
        with django_assert_max_num_queries(5):
            client.get(receipt)
