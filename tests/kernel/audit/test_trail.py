"""The trail: complete, chained, unalterable."""

import datetime as dt
import threading
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.kernel.audit import verbs
from portal.kernel.audit.canonical import plain
from portal.kernel.audit.models import Event
from portal.kernel.audit.selectors import history_of, prove
from portal.kernel.audit.services import record
from tests.factories.audit import make_event
from tests.factories.people import DepartmentFactory, StaffFactory, UserFactory

AT = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@contextmanager
def triggers_off():
    """What somebody with the database's highest rights could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = 'origin'")


def test_an_event_says_who_did_what_to_which_thing_when():
    department, clerk = DepartmentFactory(), StaffFactory(full_name="王芳")

    event = record(
        verb="tests.touch", target=department, by=clerk, at=AT, before={"state": "draft"}, after={"state": "published"}
    )

    event.refresh_from_db()
    assert (event.sequence, event.target_type, event.target_id) == (1, "people.department", str(department.pk))
    assert (event.actor_id, event.actor_name, event.at) == (clerk.pk, "王芳", AT)
    assert (event.before, event.after) == ({"state": "draft"}, {"state": "published"})


def test_of_the_public_only_the_account_number_is_kept():
    citizen = UserFactory(full_name="李明", username="liming")

    event = make_event(by=citizen)

    assert event.actor_name == f"用户{citizen.pk}"


def test_the_system_acts_under_its_own_name():
    assert make_event(by=None).actor_name == "系统"


def test_a_verb_nobody_registered_is_refused():
    with pytest.raises(verbs.UnknownVerb):
        record(verb="tests.unheard_of", target=DepartmentFactory(), by=None, at=AT)


def test_a_verb_keeps_its_label():
    with pytest.raises(verbs.VerbTaken):
        verbs.register({"tests.touch": "另一个说法"})

    assert verbs.label_of("tests.touch") == "触碰"
    assert verbs.label_of("gone.verb") == "gone.verb"


def test_the_history_of_a_thing_is_its_own_and_outlives_it():
    first, second = DepartmentFactory(), DepartmentFactory()
    events = [make_event(target=first), make_event(target=second), make_event(target=first)]

    assert list(history_of(first)) == [events[0], events[2]]


def test_values_are_kept_without_loss():
    value = plain({"on": dt.date(2026, 3, 2), "rate": 0.1, "odd": "a\x00b", "rows": (1, None, True)})

    assert value == {"on": "2026-03-02", "rate": "0.1", "odd": "ab", "rows": [1, None, True]}


def test_values_of_every_kind_verify_after_they_come_back_from_the_database():
    make_event(after={"on": dt.date(2026, 3, 2), "rate": 1.50, "text": "沪房〔2024〕66号", "big": 10**20, "none": None})

    assert prove().flaws == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET note = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"]
)
def test_the_database_refuses_to_change_the_trail(statement):
    make_event()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.truncate_allowed = 'off'")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement)


def test_constraint_sequence_positive():
    event = make_event()
    event.pk, event.sequence, event.hash = None, 0, "f" * 64
    with pytest.raises(IntegrityError, match="audit_event_sequence_positive"), transaction.atomic():
        event.save(force_insert=True)


def test_an_unbroken_chain_is_proved(capsys):
    events = [make_event() for _ in range(3)]

    call_command("audit_verify")

    assert f"共 3 条；末尾哈希 {events[-1].hash}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        ("UPDATE audit_event SET note = 'x' WHERE sequence = 2", "内容与哈希不符"),
        ("UPDATE audit_event SET actor_name = '别人' WHERE sequence = 2", "内容与哈希不符"),
        ("UPDATE audit_event SET at = at + interval '1 second' WHERE sequence = 2", "内容与哈希不符"),
        ("DELETE FROM audit_event WHERE sequence = 2", "缺少第 2 至 2 号事件"),
        ("DELETE FROM audit_event WHERE sequence = 1", "缺少第 1 至 1 号事件"),
        ("UPDATE audit_event SET previous_hash = repeat('0', 64) WHERE sequence = 3", "不衔接"),
    ],
)
def test_tampering_behind_the_triggers_is_found(tampering, problem, capsys):
    for _ in range(3):
        make_event()
    with triggers_off() as cursor:
        cursor.execute(tampering)

    with pytest.raises(CommandError, match="不符"):
        call_command("audit_verify")

    assert problem in capsys.readouterr().err


def test_a_cut_off_end_is_found_with_the_anchor():
    for _ in range(2):
        last = make_event()
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE sequence = 2")

    call_command("audit_verify")
    with pytest.raises(CommandError):
        call_command("audit_verify", anchor=f"2:{last.hash}")
    with pytest.raises(CommandError, match="64"):
        call_command("audit_verify", anchor="2:abc")


def test_an_act_that_is_rolled_back_leaves_no_event():
    with transaction.atomic():
        make_event()
        transaction.set_rollback(True)

    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain_without_gaps():
    department = DepartmentFactory()
    start = threading.Barrier(6)

    def act():
        start.wait()
        try:
            for _ in range(5):
                make_event(target=department)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    proof = prove()
    assert (proof.events, proof.flaws) == (30, ())
