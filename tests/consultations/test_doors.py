"""Pages, feed, calendar, sitemap, API, admin: what each reader sees, and what a form does when it goes wrong."""

import uuid
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from consultations.models import Consultation, Opinion
from consultations.services import clauses, lines, moderation, outcome
from portal.kernel.people.models import Duty
from portal.kernel.publishing.services import release
from tests.consultations.posting import api_post
from tests.factories.consultations import (
    AFTER,
    CLOSED,
    LAST_SECOND,
    OPENING,
    WITHIN,
    AdoptionReportFactory,
    ConsultationFactory,
    opinion,
)
from tests.factories.people import StaffFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import DRAFTED_AT

pytestmark = pytest.mark.django_db
LISTS = ("/consultations/", "/consultations/feed/", "/api/v1/consultations", "/sitemap-consultations.xml")
SAID = "建议把公示期延长到十日。"


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def consultation() -> Consultation:
    return ConsultationFactory(published=True)


def _form(client: Client, thing: Consultation, **words: str) -> dict[str, str]:
    page = client.get(reverse("consultations:comment", args=[thing.pk]))
    return {"once": str(page.context["form"]["once"].value()), "text": SAID, **words}


# The list


def test_open_ones_come_first_then_what_is_to_come_then_the_past(client: Client) -> None:
    day = timedelta(days=1)
    answered = AdoptionReportFactory(published=True, released_at=CLOSED).consultation
    closed = ConsultationFactory(published=True)
    late = ConsultationFactory(published=True, opens_on=CLOSED.date(), closes_on=CLOSED.date() + 40 * day)
    soon = ConsultationFactory(published=True, opens_on=CLOSED.date(), closes_on=CLOSED.date() + 31 * day)
    coming = ConsultationFactory(published=True, opens_on=CLOSED.date() + 9 * day, closes_on=CLOSED.date() + 50 * day)

    with at(AFTER):
        page = client.get(reverse("consultations:list"))

    assert [card.pk for card in page.context["cards"]] == [soon.pk, late.pk, coming.pk, closed.pk, answered.pk]
    assert [tab["count"] for tab in page.context["tabs"]] == [5, 2, 1, 1, 1]
    assert "还有 <strong>29</strong> 天" in page.content.decode()
    assert not page.cookies


def test_the_list_is_filtered_by_standing_and_refuses_what_it_does_not_know(client: Client) -> None:
    ConsultationFactory(published=True)

    with at(WITHIN):
        open_ones = client.get(reverse("consultations:list"), {"standing": "open"})
        closed_ones = client.get(reverse("consultations:list"), {"standing": "closed"})
        odd = client.get(reverse("consultations:list"), {"standing": "lost"})
        forged = client.get(reverse("consultations:list"), {"cursor": "forged"})

    assert len(open_ones.context["cards"]) == 1
    assert "没有符合条件的意见征集" in closed_ones.content.decode()
    assert "没有这个选项" in odd.content.decode()
    assert forged.status_code == 400


def test_the_list_costs_the_same_however_long_it_is(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        ConsultationFactory(published=True)

    with at(WITHIN), django_assert_max_num_queries(9):
        client.get(reverse("consultations:list"))


def test_the_list_is_paged_without_losing_or_doubling_any(client: Client) -> None:
    made = {ConsultationFactory(published=True).pk for _ in range(23)}

    with at(WITHIN):
        first = client.get(reverse("consultations:list"))
        second = client.get(reverse("consultations:list"), {"cursor": first.context["page"].next_cursor})

    seen = [card.pk for page in (first, second) for card in page.context["cards"]]
    assert len(seen) == 23
    assert set(seen) == made


def test_an_overdue_answer_is_said_plainly_in_public(client: Client, consultation: Consultation) -> None:
    with at(AFTER + timedelta(days=7)):  # 2026-06-08: due on 06-04, one working day was 06-05, this is the second
        listed = client.get(reverse("consultations:list")).content.decode()
        page = client.get(consultation.get_absolute_url()).content.decode()

    assert "已逾期 2 个工作日" in listed
    assert "采纳情况应当在2026年6月4日前公布，现已逾期2个工作日，尚未公布。" in page


# The page


def test_the_page_shows_the_draft_the_clock_and_the_way_to_comment(client: Client) -> None:
    thing = ConsultationFactory()
    clause = clauses.add(consultation=thing, heading="第二条", text="适用本办法。", by=None, at=DRAFTED_AT)
    release.import_published(thing=thing, by=None, at=OPENING, source="测试数据")

    with at(WITHIN):
        page = client.get(thing.get_absolute_url())

    text = page.content.decode()
    assert "还有 <strong>23</strong> 天" in text
    assert "不少于30日（《重大行政决策程序暂行条例》第十五条）" in text
    assert "为了规范住房租赁市场，起草本办法。" in text
    assert f"{reverse('consultations:comment', args=[thing.pk])}?clause={clause.pk}" in text
    assert "采纳情况将在2026年6月4日前公布" in text
    assert not page.cookies
    assert page["ETag"]


def test_a_shorter_period_tells_its_reason(client: Client) -> None:
    thing = ConsultationFactory(published=True, closes_on=WITHIN.date(), shorter_reason="汛期将至")

    with at(OPENING):
        assert "理由：汛期将至" in client.get(thing.get_absolute_url()).content.decode()


def test_shown_opinions_cover_the_numbers_of_persons_and_hidden_ones_stay_away(
    client: Client, consultation: Consultation
) -> None:
    boss = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    shown = opinion(consultation, text="我的电话是13800001234，希望回复。", name="王先生", contact="secret@example.org")
    hidden = opinion(consultation, text="这一条不公开。")
    opinion(consultation, text="这一条还没有审核。")
    moderation.show(opinion=shown, by=boss, at=WITHIN)
    moderation.hide(opinion=hidden, reason="广告", by=boss, at=WITHIN)

    with at(WITHIN):
        text = client.get(consultation.get_absolute_url()).content.decode()

    assert "138****1234" in text
    assert "王先生" in text
    for absent in ("13800001234", "secret@example.org", "这一条不公开", "这一条还没有审核"):
        assert absent not in text
    assert "收到意见 3 条" in text


def test_the_report_stands_on_the_page_with_reasons_and_tally(client: Client, consultation: Consultation) -> None:
    opinion(consultation)
    report = AdoptionReportFactory(consultation=consultation)
    lines.add(report=report, said="一律取消", decision="not_adopted", reason="于法无据", by=None, at=AFTER)
    release.import_published(thing=report, by=None, at=AFTER, source="测试数据")

    with at(AFTER):
        text = client.get(consultation.get_absolute_url()).content.decode()

    assert "采纳 1 条，部分采纳 0 条，未采纳 1 条" in text
    assert "于法无据" in text
    assert "采纳情况已于2026年6月1日公布。" in text


def test_a_late_report_says_so(client: Client, consultation: Consultation) -> None:
    AdoptionReportFactory(consultation=consultation, published=True, released_at=AFTER + timedelta(days=7))

    with at(AFTER + timedelta(days=8)):
        text = client.get(consultation.get_absolute_url()).content.decode()
    assert "晚于应当公布的日期（2026年6月4日）" in text


@pytest.mark.parametrize("kind", ["draft", "targeted", "future"])
def test_what_is_hidden_is_not_found_through_any_door(client: Client, kind: str) -> None:
    thing = ConsultationFactory(published=kind != "draft", **({"released_at": AFTER} if kind == "future" else {}))
    if kind == "targeted":
        Consultation.objects.filter(pk=thing.pk).update(targeted=True)

    with at(WITHIN):
        for name in ("consultations:detail", "consultations:comment", "consultations:calendar"):
            assert client.get(reverse(name, args=[thing.pk])).status_code == 404, name
        post = client.post(reverse("consultations:comment", args=[thing.pk]), {"text": SAID, "once": str(uuid.uuid4())})
        sent = api_post(client, thing, {"text": SAID})
        assert post.status_code == sent.status_code == 404
        assert client.get(f"/api/v1/consultations/{thing.pk}").status_code == 404
        for address in (
            "/consultations/",
            "/consultations/feed/",
            "/api/v1/consultations",
            "/sitemap-consultations.xml",
        ):
            assert thing.title not in client.get(address).content.decode(), address
            assert f"/consultations/{thing.pk}/" not in client.get(address).content.decode(), address


def test_a_withdrawn_one_answers_with_its_tombstone(client: Client, consultation: Consultation) -> None:
    boss = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    release.withdraw(thing=consultation, reason="内容有误，重新起草", by=boss, at=WITHIN)

    with at(WITHIN):
        page = client.get(consultation.get_absolute_url())
        answer = client.get(f"/api/v1/consultations/{consultation.pk}")
        form = client.get(reverse("consultations:comment", args=[consultation.pk]))

    assert (page.status_code, answer.status_code, form.status_code) == (410, 410, 404)
    assert "内容有误，重新起草" in page.content.decode()
    assert consultation.title not in page.content.decode()


def test_the_policy_page_tells_of_its_consultation(client: Client, consultation: Consultation) -> None:
    document = DocumentFactory(published=True, released_at=AFTER)
    outcome.link(consultation=consultation, document=document, by=None, at=AFTER)

    with at(AFTER + timedelta(days=1)):
        policy = client.get(document.get_absolute_url()).content.decode()
        page = client.get(consultation.get_absolute_url()).content.decode()

    assert consultation.title in policy
    assert document.title in page


def test_the_closing_day_goes_into_peoples_calendars(client: Client, consultation: Consultation) -> None:
    with at(WITHIN):
        answer = client.get(reverse("consultations:calendar", args=[consultation.pk]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART;VALUE=DATE:20260528" in answer.content
    assert b"DTEND;VALUE=DATE:20260529" in answer.content


def test_feed_and_sitemap_name_it(client: Client, consultation: Consultation) -> None:
    with at(WITHIN):
        assert consultation.title in client.get("/consultations/feed/").content.decode()
        assert consultation.get_absolute_url() in client.get("/sitemap-consultations.xml").content.decode()


# The form


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
