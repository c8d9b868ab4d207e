from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from portal.kernel.audit.selectors import history_of
from portal.kernel.deadlines import kinds, selectors, services
from portal.kernel.deadlines.kinds import DeadlineKind
from portal.kernel.deadlines.models import Deadline, Reminder
from portal.kernel.people.models import Department
from portal.kernel.rules.workdays import DueDate
from tests.factories.deadlines import DeadlineFactory
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.kernel.deadlines.conftest import at

D = date.fromisoformat
pytestmark = pytest.mark.django_db
DUE = DueDate(D("2026-05-20"))
MORNING = at("2026-04-20")


def opened(subject: Department, **other: Any) -> Deadline:
    facts: dict[str, Any] = {
        "kind": "tests.reply",
        "due": DUE,
        "title": "申请第1号",
        "department": None,
        "handler": None,
        "by": None,
        "at": MORNING,
    }
    return services.open(subject=subject, **(facts | other))


def test_opens_with_the_basis_of_its_kind_and_records_it() -> None:
    subject, clerk = DepartmentFactory(), StaffFactory()

    deadline = opened(subject, handler=clerk, by=clerk)

    assert (deadline.basis, deadline.version, deadline.due_on) == ("条例第三十三条", 1, D("2026-05-20"))
    assert deadline.subject == subject
    assert list(selectors.open_deadlines_of(subject)) == [deadline]
    assert list(selectors.open_deadlines_for(clerk)) == [deadline]
    assert [event.verb for event in history_of(deadline)] == ["deadlines.open"]


def test_one_kind_runs_once_for_one_thing() -> None:
    subject = DepartmentFactory()
    first = opened(subject)

    with pytest.raises(services.AlreadyRunning, match="答复期限"):
        opened(subject)
    with pytest.raises(IntegrityError, match="deadlines_one_open_per_subject"), transaction.atomic():
        DeadlineFactory(subject=subject)

    services.meet(deadline=first, by=None, at=MORNING)
    assert opened(subject).pk != first.pk


def test_a_kind_nobody_registered_is_refused() -> None:
    with pytest.raises(kinds.KindUnknown, match="未登记"):
        opened(DepartmentFactory(), kind="tests.unheard")
    with pytest.raises(kinds.KindTaken):
        kinds.register(DeadlineKind("tests.reply", "另一种", ""))


def test_moving_starts_a_new_version_and_the_same_date_does_not() -> None:
    subject = DepartmentFactory()
    opened(subject)

    moved = services.move(
        subject=subject,
        kind="tests.reply",
        due=DueDate(D("2026-06-04")),
        by=None,
        at=at("2026-05-12"),
        reason="征求意见",
    )
    again = services.move(deadline=moved, due=DueDate(D("2026-06-04")), by=None, at=at("2026-05-13"), reason="核对")

    assert (again.due_on, again.version, again.due_set_at) == (D("2026-06-04"), 2, at("2026-05-12"))
    assert [event.note for event in history_of(again)][1:] == ["征求意见", "核对"]


def test_pausing_and_resuming_set_the_new_date() -> None:
    deadline = opened(DepartmentFactory())

    paused = services.pause(deadline=deadline, by=None, at=at("2026-04-23"))
    with pytest.raises(services.NotRunning, match="已经中止"):
        services.pause(deadline=deadline, by=None, at=at("2026-04-23"))
    assert selectors.lights(paused, D("2026-07-01")).colour == "paused"
    resumed = services.resume(deadline=deadline, due=DueDate(D("2026-06-04")), by=None, at=at("2026-05-12"))

    assert (resumed.paused_at, resumed.due_on, resumed.version) == (None, D("2026-06-04"), 2)
    with pytest.raises(services.NotRunning, match="没有中止"):
        services.resume(deadline=deadline, due=DUE, by=None, at=at("2026-05-12"))


@pytest.mark.parametrize("end", ["meet", "cancel"])
def test_a_closed_deadline_refuses_every_verb(end: str) -> None:
    deadline = opened(DepartmentFactory())
    if end == "meet":
        services.meet(deadline=deadline, by=None, at=MORNING)
    else:
        services.cancel(deadline=deadline, reason="申请人撤回", by=None, at=MORNING)
    person: dict[str, Any] = {"deadline": deadline, "by": None, "at": MORNING}

    with pytest.raises(services.DeadlineClosed):
        services.move(due=DUE, reason="", **person)
    with pytest.raises(services.DeadlineClosed):
        services.pause(**person)
    with pytest.raises(services.DeadlineClosed):
        services.resume(due=DUE, **person)
    with pytest.raises(services.DeadlineClosed):
        services.meet(**person)
    with pytest.raises(services.DeadlineClosed):
        services.cancel(reason="", **person)
    with pytest.raises(services.DeadlineClosed):
        services.reassign(department=None, handler=None, **person)


def test_a_thing_without_a_running_deadline_says_so() -> None:
    with pytest.raises(services.NotRunning, match="答复期限"):
        services.meet(subject=DepartmentFactory(), kind="tests.reply", by=None, at=MORNING)
    with pytest.raises(TypeError):
        services.meet(by=None, at=MORNING)


def test_reassigning_changes_who_is_responsible() -> None:
    deadline = opened(DepartmentFactory())
    department, clerk = DepartmentFactory(), StaffFactory()

    changed = services.reassign(deadline=deadline, department=department, handler=clerk, by=None, at=MORNING)

    assert (changed.department, changed.handler) == (department, clerk)
    assert history_of(changed).last().after == {"department": department.pk, "handler": clerk.pk}


def test_nothing_is_kept_when_the_record_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    deadline = opened(DepartmentFactory())
    from portal.kernel.audit import verbs

    monkeypatch.delitem(verbs._LABELS, "deadlines.move")

    with pytest.raises(verbs.UnknownVerb):
        services.move(deadline=deadline, due=DueDate(D("2026-06-04")), by=None, at=MORNING, reason="")

    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.version) == (D("2026-05-20"), 1)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"met": True, "cancelled_at": MORNING}, "deadlines_met_or_cancelled"),
        ({"version": 0}, "deadlines_version_positive"),
    ],
)
def test_impossible_rows_are_refused(facts: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DeadlineFactory(**facts)


@pytest.mark.parametrize("verb", ["paused", "met", "cancelled"])
def test_who_did_it_needs_when(verb: str) -> None:
    person = StaffFactory()

    with pytest.raises(IntegrityError, match=f"deadlines_{verb}_by_with_time"), transaction.atomic():
        DeadlineFactory(**{f"{verb}_by": person})


def test_a_step_is_recorded_once() -> None:
    deadline = DeadlineFactory()
    Reminder.objects.create(deadline=deadline, version=1, step=5, outcome="sent", at=MORNING)

    with pytest.raises(IntegrityError, match="deadlines_reminded_once"), transaction.atomic():
        Reminder.objects.create(deadline=deadline, version=1, step=5, outcome="sent", at=MORNING)
    with pytest.raises(IntegrityError, match="deadlines_reminder_outcome_known"), transaction.atomic():
        Reminder.objects.create(deadline=deadline, version=1, step=3, outcome="lost", at=MORNING)


@pytest.mark.parametrize(
    ("today", "colour", "text"),
    [
        ("2026-05-11", "green", "还剩7个工作日"),
        ("2026-05-13", "amber", "还剩5个工作日"),
        ("2026-05-19", "red", "还剩1个工作日"),
        ("2026-05-20", "red", "今日到期"),
        ("2026-05-21", "overdue", "已逾期1个工作日"),
        ("2026-05-24", "overdue", "已逾期2个工作日"),  # a Sunday
    ],
)
def test_lights_count_working_days(today: str, colour: str, text: str) -> None:
    light = selectors.lights(DeadlineFactory(), D(today))

    assert (light.colour, light.text) == (colour, text)


def test_a_closed_deadline_has_no_light() -> None:
    assert selectors.lights(DeadlineFactory(met=True), D("2026-07-01")).text == "已办结"


def test_adjectives_take_the_day() -> None:
    late, running, met = DeadlineFactory(overdue=True), DeadlineFactory(), DeadlineFactory(overdue=True, met=True)
    paused = DeadlineFactory(overdue=True, paused=True)

    assert list(Deadline.objects.overdue(D("2026-04-25"))) == [late]
    assert list(Deadline.objects.overdue(D("2026-04-24"))) == []
    assert set(Deadline.objects.open()) == {late, running, paused}
    assert met not in Deadline.objects.due_by(D("2026-12-31"))
