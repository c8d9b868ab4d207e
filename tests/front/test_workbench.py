"""The workbench: counts that are those of the lists, filters that are kept, figures for those who lead."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from consultations.services.effects import FEEDBACK
from portal.front.desk import BRIEF, FIGURES, LISTS, WHOLE, Bench, Wanted
from portal.kernel.people.models import Duty
from requests_app.rules.words import DeadlineCode
from tests.factories.deadlines import DeadlineFactory
from tests.factories.disclosure import ItemFactory
from tests.factories.people import DepartmentFactory, DutyAssignmentFactory, StaffFactory
from tests.factories.publishing import Desk

pytestmark = pytest.mark.django_db
# A Thursday; the week after it is an ordinary one.
TODAY = dt.date(2026, 5, 14)


@pytest.fixture
def department():
    return DepartmentFactory()


@pytest.fixture
def clerk(department):
    return StaffFactory(department=department, duties=[(Duty.CLERK, department)])


def test_each_count_is_that_of_the_list_behind_it(clerk, department):
    DeadlineFactory.create_batch(3, department=department, overdue=True)
    DeadlineFactory.create_batch(BRIEF + 2, department=department)
    DeadlineFactory(department=department, paused=True)
    DeadlineFactory(department=department, met=True)
    DeadlineFactory(overdue=True)
    bench = Bench(clerk, today=TODAY)

    counts = {pile.name: (pile.count, len(pile.tasks)) for pile in bench.overview()}

    assert counts == {"overdue": (3, 3), "today": (BRIEF + 2, BRIEF), "waiting": (1, 1)}
    for name in LISTS:
        assert len(bench.pile(name).tasks) == counts[name][0]


def test_a_long_list_is_paged_without_a_gap_or_a_repetition(clerk, department):
    DeadlineFactory.create_batch(WHOLE + 5, department=department)
    desk = Desk()
    for number in range(3):
        desk.submit(ItemFactory(created_by=desk.clerk, title=f"待审{number}", department=department))
    reviewer = StaffFactory(department=department, duties=[(Duty.CLERK, department), Duty.SECRECY_REVIEWER])
    bench = Bench(reviewer, today=TODAY)

    first, second = bench.pile("today", page=1), bench.pile("today", page=2)

    assert (first.count, first.pages, len(first.tasks)) == (WHOLE + 8, 2, WHOLE)
    assert len(second.tasks) == first.count - WHOLE
    assert len({task.title for task in (*first.tasks, *second.tasks)}) == first.count
    assert bench.pile("today", page=99).page == 2


def test_the_most_urgent_comes_first_with_its_light_in_working_days(clerk, department):
    DeadlineFactory(department=department, title="后到期", due_on=dt.date(2026, 6, 12))
    DeadlineFactory(department=department, title="先到期", due_on=dt.date(2026, 5, 15))

    tasks = Bench(clerk, today=TODAY).pile("today").tasks

    assert [(task.title, task.light, task.workdays) for task in tasks] == [
        ("先到期", "red", 1),
        ("后到期", "green", 21),
    ]


def test_one_click_leads_to_the_question_of_the_next_verb():
    desk = Desk()
    item = ItemFactory(created_by=desk.clerk)
    desk.submit(item)

    (task,) = Bench(desk.secrecy, today=TODAY).pile("today").tasks

    assert (task.what, task.action) == ("公开条目·待保密审查", "去审查")
    assert task.action_url == reverse("admin:disclosure_item_verb", args=[item.pk, "review"])


def test_nobody_finds_his_own_draft_among_what_he_should_sign():
    desk = Desk()
    item = ItemFactory(created_by=desk.clerk)
    desk.submit(item)
    both = StaffFactory(duties=[Duty.SECRECY_REVIEWER])
    assert Bench(both, today=TODAY).pile("today").count == 1

    DutyAssignmentFactory(user=desk.clerk, duty=Duty.SECRECY_REVIEWER)
    titles = [task.what for task in Bench(desk.clerk, today=TODAY).pile("today").tasks]

    assert "公开条目·待保密审查" not in titles


def test_what_was_handed_in_says_whom_it_waits_for():
    desk = Desk()
    item = ItemFactory(created_by=desk.clerk)
    desk.submit(item)

    waiting = [task.what for task in Bench(desk.clerk, today=TODAY).pile("waiting").tasks]
    assert waiting == ["公开条目·等待保密审查"]

    desk.review(item)
    waiting = [task.what for task in Bench(desk.clerk, today=TODAY).pile("waiting").tasks]
    assert waiting == ["公开条目·等待政务公开办公室审批"]


def test_filters_narrow_lists_and_counts_alike(department):
    office = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    DeadlineFactory(department=department, title="甲处的事", kind=DeadlineCode.REPLY.value)
    DeadlineFactory(title="乙处的事", kind=FEEDBACK)

    def found(**words):
        pile = Bench(office, today=TODAY, wanted=Wanted(**words)).pile("today")
        assert pile.count == len(pile.tasks)
        return [task.title for task in pile.tasks]

    assert found(kind=FEEDBACK) == ["乙处的事"]
    assert found(department=department.pk) == ["甲处的事"]
    assert found(text="乙处") == ["乙处的事"]
    assert found(kind=FEEDBACK, department=department.pk) == []


def test_the_address_keeps_the_filters_from_list_to_list(client, clerk, department):
    DeadlineFactory.create_batch(BRIEF + 1, department=department, kind=FEEDBACK, overdue=True)
    client.force_login(clerk)

    page = client.get("/workbench/", {"kind": FEEDBACK, "q": "申请"}).text

    more = re.search(r'href="([^"]+)">全部 11 项', page)[1].replace("&amp;", "&")
    assert more == f"?kind={FEEDBACK}&q=%E7%94%B3%E8%AF%B7&show=overdue"
    alone = client.get(f"/workbench/{more}").text
    assert alone.count("data-task") == BRIEF + 1
    assert 'value="申请"' in alone
    assert f'value="{FEEDBACK}" selected' in alone


@pytest.mark.parametrize("query", ["?show=nothing", "?show=bureau-overdue"])
def test_lists_that_are_not_his_are_not_there(client, clerk, query):
    client.force_login(clerk)

    assert client.get(f"/workbench/{query}").status_code == 404


@pytest.mark.parametrize("query", ["?kind=x&department=abc&page=-1", "?department=999999999999", "?show=today&page=zz"])
def test_invented_words_in_the_address_break_nothing(client, clerk, query):
    client.force_login(clerk)

    assert client.get(f"/workbench/{query}").status_code == 200


@pytest.mark.parametrize("duty", [Duty.DEPUTY_LEADER, Duty.MAIN_LEADER])
def test_leaders_get_five_figures_and_the_list_behind_each(client, duty):
    leader = StaffFactory(duties=[duty])
    DeadlineFactory.create_batch(2, overdue=True)
    DeadlineFactory(due_on=dt.date(2026, 5, 18))
    DeadlineFactory(kind=DeadlineCode.REPLY.value)
    DeadlineFactory(kind=DeadlineCode.REPLY.value, paused=True)
    DeadlineFactory(kind=FEEDBACK)
    bench = Bench(leader, today=TODAY)
    # Five working days from that Thursday reach to the Thursday after: the 18th, and twice the 20th.

    figures = {figure.name: figure.value for figure in bench.figures()}

    assert list(figures) == list(FIGURES)
    assert figures == {
        "signing": 0,
        "bureau-overdue": 2,
        "bureau-soon": 3,
        "bureau-requests": 2,
        "bureau-feedback": 1,
    }
    for name, value in figures.items():
        assert len(bench.pile(name).tasks) == value
    client.force_login(leader)
    for name in FIGURES:
        assert client.get("/workbench/", {"show": name}).status_code == 200


def test_who_does_not_lead_gets_no_figures(clerk):
    assert Bench(clerk, today=TODAY).figures() == ()


@pytest.mark.parametrize("duty", [Duty.DISCLOSURE_OFFICE, Duty.MAIN_LEADER])
def test_the_workbench_costs_the_same_for_few_and_many(client, django_assert_max_num_queries, duty, department):
    user = StaffFactory(duties=[duty, Duty.SECRECY_REVIEWER])
    client.force_login(user)
    client.get("/workbench/")

    def cost() -> int:
        with django_assert_max_num_queries(60) as queries:
            client.get("/workbench/")
        return len(queries)

    few = cost()
    DeadlineFactory.create_batch(12, department=department, overdue=True)
    desk = Desk()
    for _ in range(5):
        desk.submit(ItemFactory(created_by=desk.clerk))

    # A list that was empty has its rows to fetch now; their number changes nothing.
    with_some = cost()
    DeadlineFactory.create_batch(12, department=department)
    for _ in range(5):
        desk.submit(ItemFactory(created_by=desk.clerk))

    assert cost() <= with_some + 1
    assert with_some <= few + 3


def test_it_works_without_scripts_and_says_how_to_turn_its_keys_off(client, clerk, department):
    DeadlineFactory(department=department)
    client.force_login(clerk)

    page = client.get("/workbench/").text

    assert '<details class="bench-keys" id="keys" hidden>' in page
    assert "停用快捷键" in page
    assert " style=" not in page
    assert page.count("data-act>办理") == 1
