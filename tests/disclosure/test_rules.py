"""The law in tables."""

from datetime import date

import pytest

from disclosure.rules.content import objections
from disclosure.rules.deadlines import publish_within
from disclosure.rules.gates import Facts, closed
from portal.kernel.rules.arrangements import published_days
from portal.kernel.rules.workdays import WorkCalendar

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def calendar():
    return WorkCalendar(published_days())


@pytest.mark.parametrize(
    ("formed_on", "due_on"),
    [
        (date(2026, 3, 6), date(2026, 4, 3)),  # a Friday; twenty plain working days
        (date(2024, 9, 14), date(2024, 10, 18)),  # a make-up Saturday; two holidays and two make-up days follow
        (date(2022, 9, 30), date(2022, 11, 2)),  # the day before the National Day week
        (date(2008, 5, 1), date(2008, 5, 29)),  # the first day the Regulation was in force
    ],
)
def test_information_is_out_within_twenty_working_days(calendar, formed_on, due_on):
    due = publish_within(formed_on, calendar=calendar)

    assert (due.on, due.provisional) == (due_on, False)


def test_a_matter_may_only_be_stricter(calendar):
    assert publish_within(date(2026, 3, 2), calendar=calendar, stricter=7).on == date(2026, 3, 11)
    assert publish_within(date(2026, 3, 2), calendar=calendar, stricter=20).on == date(2026, 3, 30)


def test_without_an_arrangement_the_date_is_provisional(calendar):
    due = publish_within(date(2026, 12, 21), calendar=calendar)

    assert due.provisional
    assert "2027年" in due.reason


def test_what_was_formed_before_the_regulation_has_no_term(calendar):
    assert publish_within(date(2008, 4, 30), calendar=calendar) is None


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"title": "通知", "formed_on": date(1949, 10, 1)}, {}),
        ({"formed_on": date(2026, 3, 2)}, {}),
        ({"formed_on": date(1949, 9, 30)}, {"formed_on": ["成文日期不能早于 1949 年 10 月 1 日。"]}),
        ({"formed_on": date(2026, 3, 3)}, {"formed_on": ["成文日期不能晚于今天。"]}),
        ({"formed_on": None}, {"formed_on": ["请填写成文日期。"]}),
        ({"title": " "}, {"title": ["不能为空。"]}),
        ({"title": "通" * 300}, {}),
        ({"title": "通" * 301}, {"title": ["最多 300 个字，现有 301 个字。"]}),
        ({"summary": "概" * 101}, {"summary": ["最多 100 个字，现有 101 个字。"]}),
        ({"title": "通\x00知"}, {"title": ["含有不可见的控制字符，请删除后重新输入。"]}),
        ({"title": "通\n知"}, {"title": ["含有不可见的控制字符，请删除后重新输入。"]}),
        ({"body": "第一行\n第二行\t表"}, {}),
        ({"body": "第一行\x1b[0m"}, {"body": ["含有不可见的控制字符，请删除后重新输入。"]}),
    ],
)
def test_what_a_clerk_may_enter(values, wrong):
    assert objections(values, today=TODAY) == wrong


def test_every_closed_gate_is_told():
    facts = Facts(formed_on=date(2026, 3, 3), has_text=False, has_files=False, column_in_use=False, matter_in_use=False)

    assert closed(facts, on=TODAY) == [
        "成文日期晚于发布日期",
        "没有正文，也没有附件",
        "所属栏目已停用",
        "所属目录事项已停用",
    ]


def test_an_attachment_may_stand_for_the_text():
    facts = Facts(formed_on=TODAY, has_text=False, has_files=True, column_in_use=True, matter_in_use=True)

    assert closed(facts, on=TODAY) == []
