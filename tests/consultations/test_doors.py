"""Pages, feed, calendar, sitemap, API, admin: what each reader sees."""

import uuid
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from consultations.models import Consultation
from consultations.services import clauses, lines, moderation, outcome
from portal.kernel.people.models import Duty
from portal.kernel.publishing.services import release
from tests.consultations.posting import api_post
from tests.factories.consultations import (
    AFTER,
    CLOSED,
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
