"""A citizen asks for information, the office answers, the citizen reads the answer. Only addresses are touched."""

import re

import pytest
import time_machine
from django.test import Client

from portal.kernel.people.models import Duty
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.requests_app import at
from tests.journeys.paper import fill_in

pytestmark = pytest.mark.django_db
ANSWERS = {
    "information": {"description": "2025年明湖小区专项维修资金使用情况"},
    "applicant": {"applicant_kind": "person"},
    "identity": {
        "applicant_name": "王小明",
        "identity_kind": "resident_id",
        "identity_number": "11010519491231002X",
    },
    "delivery": {"delivery_form": "email"},
    "contact": {"phone": "13800000000", "email": "wang@example.com"},
}


def press(desk: Client, address: str, label: str, answers: dict[str, str]) -> str:
    """Opens the file, presses a button and fills in its small form."""
    button = re.search(rf'href="([^"]+)" class="verb">{label}<', desk.get(address).text)
    assert button, f"no button {label}"
    page = desk.post(button[1], answers, follow=True)
    assert "已记录" in page.text
    return page.text


def test_an_applicant_files_is_confirmed_and_receives_the_reply() -> None:
    department = DepartmentFactory(name="住房保障处")
    citizen, office, clerk = Client(), Client(), Client()
    office.force_login(StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))
    clerk.force_login(StaffFactory(duties=[(Duty.CLERK, department)]))

    with time_machine.travel(at("2026-04-17", "20:00")):
        assert "提出申请" in citizen.get("/requests/").text
        begun = fill_in(citizen, "/requests/new/", having="q", q="明湖小区专项维修资金")
        assert "第 1 步，共 6 步" in begun.text
        for page, answers in ANSWERS.items():
            citizen.post(f"/requests/new/{page}/", answers)
        receipt = fill_in(citizen, "/requests/new/check/", having="seen").text
        number = re.search(r"YK\w+-2026-\d{5}", receipt)[0]
        secret = re.search(r"<code>([^<]+)</code>", receipt)[1]
        assert "如果在<strong>2026年4月17日</strong>与您确认收到" in receipt

    with time_machine.travel(at("2026-04-20")):
        listed = office.get("/admin/requests_app/informationrequest/").text
        address = re.search(rf'href="([^"]+/change/)[^"]*">{number}<', listed)[1]
        press(office, address, "确认收到", {"confirmed_on": "2026-04-20"})
        press(office, address, "登记", {})
        press(office, address, "分办", {"department": str(department.pk)})
        press(clerk, address, "签收办理", {})

    with time_machine.travel(at("2026-04-21")):
        page = citizen.post("/requests/status/", {"number": number, "secret": secret}, follow=True).text
        assert "最迟2026年5月20日答复" in page
        assert "劳动节放假" in page

    with time_machine.travel(at("2026-05-20")):
        press(
            office,
            address,
            "答复",
            {
                "kind": "R2",
                "text": "您申请的信息已随本答复发送至您的电子邮箱。",
                "decided_on": "2026-05-20",
                "dispatched_on": "2026-05-20",
                "dispatch_mode": "electronic",
            },
        )

    with time_machine.travel(at("2026-05-21")):
        page = citizen.post("/requests/status/", {"number": number, "secret": secret}, follow=True).text
        assert "申请已经答复" in page
        assert "已随本答复发送至您的电子邮箱" in page
        assert "6个月内向云州市明湖区人民法院提起行政诉讼" in page
