import io
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIRequestFactory

from portal.kernel.deadlines import selectors
from portal.kernel.deadlines.api import DueView
from portal.kernel.deadlines.models import WorkCalendarDay
from portal.kernel.people.models import Duty
from tests.factories.deadlines import DeadlineFactory
from tests.factories.people import DepartmentFactory, StaffFactory

D = date.fromisoformat
pytestmark = pytest.mark.django_db


def ask(**query: str) -> Any:
    return DueView.as_view()(APIRequestFactory().get("/api/v1/workdays/due", query)).render()


def sentence(response: Any) -> str:
    return str(response.data["errors"][0]["detail"])


class TestApi:
    def test_answers_with_the_date_and_every_day(self) -> None:
        answer = ask(received="2022-09-30", workdays="20").data

        assert {key: answer[key] for key in ("received", "workdays", "due_on", "provisional", "reason")} == {
            "received": "2022-09-30",
            "workdays": 20,
            "due_on": "2022-11-02",
            "provisional": False,
            "reason": "",
        }
        assert len(answer["days"]) == 34
        assert answer["days"][0] == {
            "date": "2022-09-30",
            "counted": False,
            "number": None,
            "kind": "start",
            "reason": "收到当日不计入，自次日起算",
        }
        assert answer["days"][8] == {
            "date": "2022-10-08",
            "counted": True,
            "number": 1,
            "kind": "make_up",
            "reason": "调休上班（国庆节）",
        }

    def test_stands_at_its_public_address(self, client: Client) -> None:
        answer = client.get("/api/v1/workdays/due", {"received": "2022-09-30", "workdays": "20"})

        assert answer.json()["due_on"] == "2022-11-02"
        assert "Set-Cookie" not in answer

    def test_the_term_of_a_reply_is_the_default(self) -> None:
        assert ask(received="2022-09-30").data["due_on"] == "2022-11-02"

    def test_an_uncovered_range_is_provisional_with_its_reason(self) -> None:
        answer = ask(received="2026-12-04", workdays="20").data

        assert (answer["due_on"], answer["provisional"]) == ("2027-01-01", True)
        assert answer["reason"] == "2027年节假日安排尚未公布，暂定"

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ({}, "请填写收到日期"),
            ({"received": ""}, "收到日期应为实际存在的日期"),
            ({"received": "明天"}, "收到日期应为实际存在的日期"),
            ({"received": "2022-02-30"}, "收到日期应为实际存在的日期"),
            ({"received": "2003-12-31"}, "收到日期不能早于2004年1月1日"),
            ({"received": "9999-12-31"}, "收到日期不能晚于2099年"),
            ({"received": "2022-09-30", "workdays": "0"}, "工作日数应当在1至250之间"),
            ({"received": "2022-09-30", "workdays": "251"}, "工作日数应当在1至250之间"),
            ({"received": "2022-09-30", "workdays": "两周"}, "工作日数应为整数"),
            ({"received": "2022-09-30", "workdays": "9" * 5000}, "工作日数应为整数"),
        ],
    )
    def test_bad_questions_are_answered_in_words(self, query: dict[str, str], words: str) -> None:
        response = ask(**query)

        assert response.status_code == 400
        assert words in sentence(response)


class TestCommands:
    def run(self, *args: str) -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        call_command(*args, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def test_workdays_prints_the_date_alone(self) -> None:
        assert self.run("workdays", "2022-09-30", "20") == ("2022-11-02\n", "")

    def test_workdays_explains_every_day(self) -> None:
        lines = self.run("workdays", "2022-09-30", "20", "--explain")[0].splitlines()

        assert lines[1] == "2022-10-01    -  国庆节放假"
        assert lines[8] == "2022-10-08    1  调休上班（国庆节）"
        assert lines[-2] == "2022-11-02   20  工作日，期限届满"
        assert lines[-1] == "2022-11-02"

    def test_workdays_never_prints_a_bare_guess(self) -> None:
        out, err = self.run("workdays", "2026-12-04", "20")

        assert (out, err) == ("2027-01-01\n", "2027年节假日安排尚未公布，暂定\n")

    @pytest.mark.parametrize(
        ("args", "words"),
        [(("soon", "20"), "不是日期"), (("2003-01-01", "20"), "早于"), (("2022-09-30", "0"), "1至250")],
    )
    def test_workdays_refuses_nonsense(self, args: tuple[str, str], words: str) -> None:
        with pytest.raises(CommandError, match=words):
            self.run("workdays", *args)

    def test_load_calendar_says_how_far_it_reaches(self) -> None:
        assert self.run("load_calendar")[0] == "没有新的安排，工作日历载至2026-12-31\n"

    def test_remind_deadlines_reports(self) -> None:
        assert self.run("remind_deadlines")[0] == "已提醒0个期限\n"


class TestDesk:
    @pytest.fixture
    def officer(self, client: Client) -> Client:
        client.force_login(StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))
        return client

    def test_a_year_is_previewed_and_then_applied(self, officer: Client) -> None:
        subject = DepartmentFactory(telephone="2026-12-04")
        deadline = DeadlineFactory(
            subject=subject, due_on=D("2027-01-01"), provisional=True, provisional_reason="暂定", title="申请第7号"
        )
        page = officer.post(
            reverse("admin:deadlines_calendar_import"),
            {"year": "2027", "notice": "国办发明电〔2026〕9号", "text": "2027-01-01,放假,元旦"},
        )
        body = page.content.decode()

        assert "1个到期日变动" in body
        assert "申请第7号" in body
        assert "2027-01-04" in body
        deadline.refresh_from_db()
        assert deadline.provisional

        done = officer.post(reverse("admin:deadlines_calendar_apply"), {"sealed": page.context["sealed"]}, follow=True)

        assert "2027年节假日安排已生效" in done.content.decode()
        deadline.refresh_from_db()
        assert (deadline.due_on, deadline.provisional) == (D("2027-01-04"), False)
        assert WorkCalendarDay.objects.get(day="2027-01-01").notice == "国办发明电〔2026〕9号"

    def test_a_bad_table_is_answered_line_by_line_and_kept(self, officer: Client) -> None:
        body = officer.post(
            reverse("admin:deadlines_calendar_import"), {"year": "2027", "notice": "号", "text": "2027-10-08,上班"}
        ).content.decode()

        assert "第1行：2027-10-08本来就是工作日，不能标为上班" in body
        assert "2027-10-08,上班" in body

    def test_a_skipped_year_is_refused(self, officer: Client) -> None:
        body = officer.post(
            reverse("admin:deadlines_calendar_import"), {"year": "2029", "notice": "号", "text": "2029-01-01,放假"}
        ).content.decode()

        assert "之前还有年份没有载入" in body

    def test_a_forged_or_stale_preview_is_refused(self, officer: Client) -> None:
        page = officer.post(
            reverse("admin:deadlines_calendar_import"), {"year": "2027", "notice": "号", "text": "2027-01-01,放假"}
        )
        WorkCalendarDay.objects.filter(day="2026-05-18").update(kind="holiday")

        stale = officer.post(reverse("admin:deadlines_calendar_apply"), {"sealed": page.context["sealed"]}, follow=True)
        forged = officer.post(reverse("admin:deadlines_calendar_apply"), {"sealed": "x"}, follow=True)

        assert "已被修改，请重新预览" in stale.content.decode()
        assert "预览已失效" in forged.content.decode()
        assert selectors.calendar().last == D("2026-12-31")

    def test_a_single_day_is_changed_with_its_consequences(self, officer: Client) -> None:
        subject = DepartmentFactory(telephone="2026-04-20")
        deadline = DeadlineFactory(subject=subject)

        done = officer.post(
            reverse("admin:deadlines_workcalendarday_change", args=["2026-05-18"]),
            {"kind": "holiday", "name": "台风停工", "notice": ""},
            follow=True,
        )

        assert "1个到期日变动" in done.content.decode()
        deadline.refresh_from_db()
        assert deadline.due_on == D("2026-05-21")

    def test_a_day_that_cannot_be_so_is_refused_in_words(self, officer: Client) -> None:
        body = officer.post(
            reverse("admin:deadlines_workcalendarday_change", args=["2026-05-18"]),
            {"kind": "make_up", "name": "", "notice": ""},
        ).content.decode()

        assert "周一至周五只能是工作日或者放假" in body

    def test_the_lists_open(self, officer: Client) -> None:
        DeadlineFactory(overdue=True, title="申请第9号")

        assert "国庆节" in officer.get(reverse("admin:deadlines_workcalendarday_changelist")).content.decode()
        listed = officer.get(reverse("admin:deadlines_deadline_changelist"), {"standing": "overdue"}).content.decode()
        assert "申请第9号" in listed
        assert "已逾期" in listed

    def test_others_may_look_and_not_change(self, client: Client) -> None:
        client.force_login(StaffFactory(duties=[Duty.CLERK]))

        assert client.get(reverse("admin:deadlines_workcalendarday_changelist")).status_code == 200
        assert client.get(reverse("admin:deadlines_calendar_import")).status_code == 403
        assert client.post(reverse("admin:deadlines_calendar_apply"), {"sealed": "x"}).status_code == 403


@pytest.mark.parametrize("year", ["0", "99999", "9" * 30, "²", "x"])
def test_an_invented_year_in_the_address_is_no_error(client: Client, year: str) -> None:
    client.force_login(StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))

    assert client.get(reverse("admin:deadlines_workcalendarday_changelist"), {"year": year}).status_code == 200
