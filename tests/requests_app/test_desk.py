"""The office's desk: lights, buttons from the lifecycle, and an applicant's data for those who handle it."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.kernel.people.models import Duty
from requests_app.models import InformationRequest
from requests_app.rules.transitions import LIFECYCLE
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.requests_app import RESIDENT_ID, Office, at, submitted

pytestmark = pytest.mark.django_db
LIST = "/admin/requests_app/informationrequest/"
PERSONAL = ("王小明", RESIDENT_ID, "13800000000", "wang@example.com")


@pytest.fixture(autouse=True)
def _thursday():
    with time_machine.travel(at("2026-04-30"), tick=False):
        yield


@pytest.fixture
def office() -> Office:
    return Office()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change(request: InformationRequest) -> str:
    return reverse("admin:requests_app_informationrequest_change", args=[request.pk])


def do(request: InformationRequest, verb: str) -> str:
    return reverse("admin:requests_app_informationrequest_verb", args=[request.pk, verb])


def test_the_list_shows_working_days_left_and_no_applicant(office: Office) -> None:
    office.handling()

    page = signed_in(office.officer).get(LIST)

    # 2026-05-20 less 2026-04-30: 05-06 to 05-09 (a worked Saturday), 05-11 to 05-15, 05-18 to 05-20.
    assert "还剩12个工作日" in page.text
    assert not [word for word in PERSONAL if word in page.text]


def test_the_list_finds_the_overdue_and_the_paused(office: Office) -> None:
    late, paused = office.handling(on="2026-04-20"), office.awaiting_correction()

    with time_machine.travel(at("2026-05-25")):
        client = signed_in(office.officer)
        assert late.number in client.get(f"{LIST}?due=overdue").text
        assert paused.number not in client.get(f"{LIST}?due=overdue").text
        assert paused.number in client.get(f"{LIST}?due=paused").text
        assert "已逾期3个工作日" in client.get(LIST).text


def test_the_list_is_filtered_by_state_and_department(office: Office) -> None:
    mine, waiting = office.handling(), submitted().request

    client = signed_in(office.officer)
    assert waiting.number not in client.get(f"{LIST}?state=handling").text
    assert mine.number in client.get(f"{LIST}?department={office.department.pk}").text
    assert waiting.number not in client.get(f"{LIST}?department={office.department.pk}").text


def test_the_list_asks_the_database_the_same_number_of_times_for_one_and_for_many(
    office: Office, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        office.handling()
    client = signed_in(office.officer)
    client.get(LIST)

    with django_assert_max_num_queries(11):
        client.get(LIST)


def test_a_full_identity_number_finds_the_request_without_decrypting(office: Office) -> None:
    made = office.handling()

    client = signed_in(office.officer)
    assert made.number in client.get(f"{LIST}?q={RESIDENT_ID.lower()}").text
    assert made.number not in client.get(f"{LIST}?q=310104199001010011").text


def test_the_file_shows_everything_to_office_and_handler(office: Office) -> None:
    made = office.handling()

    for user in (office.officer, office.clerk):
        page = signed_in(user).get(change(made))
        assert all(word in page.text for word in PERSONAL)
        assert "2026年5月20日" in page.text
        assert "劳动节放假" in page.text
        assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    "duty",
    [
        Duty.SYSTEM_ADMIN,
        Duty.SECURITY_ADMIN,
        Duty.AUDIT_ADMIN,
        Duty.MAIN_LEADER,
        Duty.LEGAL_REVIEWER,
        Duty.SECRECY_REVIEWER,
        Duty.PARTNER,
    ],
)
def test_no_other_duty_sees_a_request(office: Office, duty: str) -> None:
    made = office.handling()
    client = signed_in(StaffFactory(duties=[duty]))

    for address in (LIST, change(made), f"{change(made)}../history/", do(made, "reply")):
        page = client.get(address, follow=True)
        assert not [word for word in (*PERSONAL, made.number) if word in page.text]
    assert client.get(LIST).status_code == 403


def test_another_departments_clerk_sees_nothing(office: Office) -> None:
    made = office.handling()
    stranger = signed_in(StaffFactory(duties=[(Duty.CLERK, DepartmentFactory())]))

    assert made.number not in stranger.get(LIST).text
    assert not [word for word in PERSONAL if word in stranger.get(change(made), follow=True).text]
    assert stranger.get(do(made, "consult_third_party")).status_code == 404


def test_being_superuser_is_no_duty(office: Office) -> None:
    made = office.handling()
    client = signed_in(StaffFactory(is_superuser=True))

    assert not [word for word in PERSONAL if word in client.get(change(made), follow=True).text]
    assert client.get(do(made, "withdraw")).status_code == 404


@pytest.mark.parametrize("state", LIFECYCLE.states)
def test_the_buttons_are_those_of_the_lifecycle(office: Office, state: str) -> None:
    made = office.in_state(state)

    page = signed_in(office.officer).get(change(made))

    offered = {verb for verb in LIFECYCLE.verbs if do(made, verb) in page.text}
    assert offered == set(LIFECYCLE.verbs_from(state)) - {"claim"}  # claiming is the department's
    for verb in offered:
        assert signed_in(office.officer).get(do(made, verb)).status_code == 200


def test_a_verb_is_done_through_its_small_form(office: Office) -> None:
    made = office.registered()
    client = signed_in(office.officer)

    answer = client.post(do(made, "assign"), {"department": office.department.pk}, follow=True)

    assert "分办，已记录" in answer.text
    assert office.fresh(made).department == office.department


def test_what_the_law_forbids_is_said_on_the_form_and_the_text_is_kept(office: Office) -> None:
    made = office.registered()

    with time_machine.travel(at("2026-05-06")):
        page = signed_in(office.officer).post(do(made, "notify_correction"), {"text": "请写明年份。", "workdays": "15"})

    assert "7个工作日内" in page.text
    assert "请写明年份。" in page.text
    assert office.fresh(made).state == "registered"


def test_who_comes_second_reads_what_was_done_by_whom(office: Office) -> None:
    made = office.replied()

    page = signed_in(office.officer).post(do(made, "reply"), {}, follow=True)

    assert "当前状态为“已答复”，不能答复" in page.text
    assert "最近一次操作：公开办工作人员，答复" in page.text


def test_nothing_can_be_typed_into_or_deleted_from_the_file(office: Office) -> None:
    made = office.handling()
    client = signed_in(office.officer)

    assert client.post(change(made), {"state": "replied"}).status_code == 403
    assert client.post(f"{change(made)}../delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403


def test_a_paper_request_is_entered_with_its_channel_and_day(office: Office) -> None:
    form = {
        "once": "0c4b8a2e-52cf-4d1c-9a86-0c7f7d7e3a11",
        "channel": "signed_mail",
        "received_on": "2026-04-29",
        "applicant_name": "王小明",
        "identity_kind": "resident_id",
        "identity_number": RESIDENT_ID,
        "phone": "13800000000",
        "address": "云州市明湖区公开路2号",
        "description": "2025年明湖小区专项维修资金使用情况",
        "delivery_form": "post",
    }
    client = signed_in(office.officer)

    page = client.post(f"{LIST}enter/person/", form, follow=True)

    made = InformationRequest.objects.get()
    assert "查询码：" in page.text
    assert (made.channel, made.received_on.isoformat(), made.entered_by) == (
        "signed_mail",
        "2026-04-29",
        office.officer,
    )


@pytest.mark.parametrize(("received_on", "sentence"), [("2026-05-01", "不能晚于今天"), ("2019-05-14", "2019年5月15日")])
def test_an_impossible_day_of_receipt_is_refused(office: Office, received_on: str, sentence: str) -> None:
    page = signed_in(office.officer).post(f"{LIST}enter/person/", {"received_on": received_on})

    assert sentence in page.text


def test_only_the_office_enters_paper_requests(office: Office) -> None:
    assert signed_in(office.clerk).get(f"{LIST}enter/person/").status_code == 403


@pytest.mark.parametrize("value", ["²", "٣", "abc", "9" * 30, ""])
def test_an_invented_department_in_the_address_is_no_error(client, value) -> None:
    client.force_login(StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))

    page = client.get(reverse("admin:requests_app_informationrequest_changelist"), {"department": value})

    assert page.status_code == 200
