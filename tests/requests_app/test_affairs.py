"""What the verbs do to clock, ledger and letters, against dates counted by hand."""

import uuid

import pytest

from portal.kernel.deadlines.models import Deadline, WorkCalendarDay
from portal.kernel.deadlines.services.calendar import apply
from portal.kernel.delivery import letters
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.rules.workdays import CalendarDay, DayKind
from requests_app.models import Reply
from requests_app.rules.words import Channel, Stance
from requests_app.selectors import due_of
from requests_app.services import consultation, correction, extension, receipt
from requests_app.services import reply as replying
from requests_app.services.record import Refused
from tests.factories.requests_app import Office, answer, at, day, entered, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def ledger(request) -> Deadline:
    return Deadline.objects.about(request).get(kind="requests_app.reply")


def test_an_online_request_counts_from_the_day_both_sides_confirmed(office: Office) -> None:
    made = office.confirmed(on="2026-04-20")

    assert made.received_on == day("2026-04-17")
    assert made.confirmed_on == day("2026-04-20")
    assert ledger(made).due_on == day("2026-05-20")


def test_signed_mail_counts_from_the_day_of_signing_whenever_it_is_confirmed(office: Office) -> None:
    made = entered(office, channel=Channel.SIGNED_MAIL, received_on="2026-04-17").request

    made = receipt.confirm(request=made, confirmed_on=day("2026-04-20"), by=office.officer, at=at("2026-04-20"))

    assert made.confirmed_on == day("2026-04-17")
    assert ledger(made).due_on == day("2026-05-19")


@pytest.mark.parametrize(("confirmed_on", "sentence"), [("2026-04-16", "不能早于收到"), ("2026-04-21", "不能晚于今天")])
def test_a_confirmation_lies_between_receipt_and_today(office: Office, confirmed_on: str, sentence: str) -> None:
    made = submitted(on="2026-04-17").request

    with pytest.raises(Refused, match=sentence):
        receipt.confirm(request=made, confirmed_on=day(confirmed_on), by=office.officer, at=at("2026-04-20"))


def test_the_ledger_knows_department_and_clerk_and_no_applicant(office: Office) -> None:
    found = ledger(office.handling())

    assert (found.department, found.handler) == (office.department, office.clerk)
    assert found.title == "依申请公开 YK0007-2026-00001 答复"


def test_a_correction_pauses_the_ledger_and_its_receipt_restarts_the_term(office: Office) -> None:
    made = office.awaiting_correction(on="2026-01-30")
    assert ledger(made).paused_at is not None
    assert made.correction.due_on == day("2026-02-27")

    correction.receive(
        request=made, answer="2025年。", received_on=day("2026-03-02"), by=office.officer, at=at("2026-03-02")
    )

    assert ledger(made).paused_at is None
    assert ledger(made).due_on == day("2026-03-30")
    assert Deadline.objects.about(made).get(kind="requests_app.correction").met_at is not None


def test_a_correction_cannot_lapse_before_its_term(office: Office) -> None:
    made = office.awaiting_correction(on="2026-01-30")

    with pytest.raises(Refused, match="2026-02-27"):
        correction.lapse(request=made, by=office.officer, at=at("2026-02-27", "18:00"))


def test_a_second_correction_notice_is_refused(office: Office) -> None:
    made = office.awaiting_correction(on="2026-04-20")
    correction.receive(request=made, answer="2025年。", received_on=day("2026-04-21"), by=None, at=at("2026-04-21"))

    with pytest.raises(Refused, match="一次性告知"):
        correction.notify(request=made, text="再补正。", workdays=15, by=office.officer, at=at("2026-04-22"))


def test_a_third_party_pauses_the_term_and_its_opinion_lets_it_run(office: Office) -> None:
    made = office.consulting()
    assert made.consultations.get().opinion_due_on == day("2026-05-19")

    consultation.receive_third_party_opinion(
        request=made,
        stance=Stance.OBJECTS,
        received_on=day("2026-05-12"),
        text="涉及商业秘密。",
        by=office.clerk,
        at=at("2026-05-12"),
    )

    assert ledger(made).due_on == day("2026-06-04")


def test_silence_of_the_third_party_ends_on_its_last_day(office: Office) -> None:
    made = office.consulting()

    consultation.receive_third_party_opinion(
        request=made, stance=Stance.SILENT, received_on=None, text="", by=office.clerk, at=at("2026-05-25")
    )

    assert ledger(made).due_on == day("2026-06-11")


def test_an_extension_adds_to_what_the_pause_left_and_is_told(office: Office) -> None:
    made = office.consulting()
    consultation.receive_third_party_opinion(
        request=made, stance=Stance.AGREES, received_on=day("2026-05-12"), text="", by=office.clerk, at=at("2026-05-12")
    )

    extension.extend(request=made, workdays=20, reason="需要检索的档案较多", by=office.officer, at=at("2026-06-02"))

    assert ledger(made).due_on == day("2026-07-03")
    body = letters.render("requests_extended", OutboxLetter.objects.get(letter="requests_extended").context).body
    assert "原定的2026年6月4日前" in body
    assert "2026年7月3日" in body


def test_an_extension_comes_before_the_term_ends_and_only_once(office: Office) -> None:
    made = office.handling()

    with pytest.raises(Refused, match="已于2026-05-20届满"):
        extension.extend(request=made, workdays=5, reason="迟了", by=office.officer, at=at("2026-05-21"))
    extension.extend(request=made, workdays=5, reason="需要检索", by=office.officer, at=at("2026-05-20", "23:00"))
    with pytest.raises(Refused, match="不能再次延期"):
        extension.extend(request=made, workdays=5, reason="再延", by=office.officer, at=at("2026-05-21"))


def test_a_reply_meets_the_deadline_and_keeps_the_remedy_as_told(office: Office) -> None:
    made = office.replied(kind="R4a")

    reply = Reply.objects.get(request=made)
    assert ledger(made).met_at is not None
    assert reply.on_time
    assert reply.due_on == day("2026-05-20")
    assert "先向云州市人民政府申请行政复议" in reply.remedy
    assert "云州市明湖区人民法院" in reply.remedy


def test_on_time_is_judged_by_the_day_of_posting(office: Office) -> None:
    made = office.handling()

    reply = replying.reply(
        request=made,
        answer=answer(on="2026-05-20", dispatched_on=day("2026-05-21")),
        by=office.officer,
        at=at("2026-05-21"),
    )

    assert not reply.on_time


def test_a_withdrawn_request_cancels_what_still_runs(office: Office) -> None:
    made = office.consulting()

    office.do("withdraw", made)

    assert not Deadline.objects.about(made).open().exists()
    assert ledger(made).cancelled_at is not None


def test_a_term_into_an_unknown_year_is_provisional_until_the_calendar_is_loaded(office: Office) -> None:
    made = office.confirmed(on="2026-12-04")
    assert (ledger(made).provisional, ledger(made).due_on) == (True, day("2027-01-01"))

    apply(days=_year_2027(), by=office.officer, at=at("2026-12-10"), note="2027年节假日安排")

    assert (ledger(made).provisional, ledger(made).due_on) == (False, day("2027-01-04"))
    due = due_of(made, on=day("2026-12-10"))
    assert due is not None
    assert (due.on, due.provisional) == (day("2027-01-04"), False)


def _year_2027() -> list[CalendarDay]:
    """A made-up arrangement: New Year's Day is free, the rest as the week has it."""
    days = []
    for ordinal in range(day("2027-01-01").toordinal(), day("2027-12-31").toordinal() + 1):
        each = day("2027-01-01").fromordinal(ordinal)
        kind = DayKind.WEEKEND if each.weekday() >= 5 else DayKind.WORKDAY
        days.append(CalendarDay(each, DayKind.HOLIDAY if ordinal == day("2027-01-01").toordinal() else kind, "元旦"))
    assert WorkCalendarDay.objects.filter(day__year=2027).count() == 0
    return days


LETTERS = {
    "requests_received": (
        "submitted",
        ["申请编号 YK0007-2026-00001", "双方确认之日为收到申请之日", "/requests/status/"],
    ),
    "requests_registered": ("registered", ["收到申请之日为2026年4月20日", "答复期限：2026年5月20日"]),
    "requests_correction": ("correction", ["请在2026年5月13日前补正", "视为放弃申请"]),
    "requests_replied": ("replied", ["已经答复", "救济途径请在查询页查看"]),
}


@pytest.mark.parametrize("code", LETTERS)
def test_a_letter_says_number_dates_and_nothing_personal(office: Office, code: str) -> None:
    state, sentences = LETTERS[code]
    office.in_state(state)

    row = OutboxLetter.objects.get(letter=code)
    rendered = letters.render(code, row.context)

    assert "YK0007-2026-00001" in rendered.subject
    for sentence in sentences:
        assert sentence in rendered.body
    for word in ("王小明", "11010519491231002X", "13800000000", "wang@example.com", "明湖小区", "请写明所需信息的年份"):
        assert word not in rendered.subject + rendered.body
    assert row.address == "wang@example.com"


def test_without_mail_address_a_short_message_is_sent() -> None:
    submitted(key=uuid.uuid4(), email="", delivery_form="pick_up")

    letter = OutboxLetter.objects.get()
    assert (letter.channel, letter.address) == ("sms", "13800000000")
