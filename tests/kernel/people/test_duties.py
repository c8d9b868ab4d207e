"""Duties: who may hold which, and the record of every change."""

import datetime as dt
import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.kernel.people.models import Duty, DutyAssignment, DutyChange
from portal.kernel.people.permissions import departments_of, holds
from portal.kernel.people.selectors import users_holding
from portal.kernel.people.services import duties
from tests.factories.people import DepartmentFactory, DutyAssignmentFactory, StaffFactory, UserFactory

AT = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def security():
    return StaffFactory(duties=[Duty.SECURITY_ADMIN])


def refuses(name, action):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        action()


def test_granting_gives_the_duty_and_leaves_a_record(security):
    clerk = StaffFactory()

    duties.grant(user=clerk, duty=Duty.CLERK, department=clerk.department, by=security, at=AT)

    assert holds(clerk, Duty.CLERK, department=clerk.department)
    change = DutyChange.objects.get()
    assert (change.verb, change.user, change.duty, change.department, change.by, change.at) == (
        "granted",
        clerk,
        "clerk",
        clerk.department,
        security,
        AT,
    )


def test_revoking_takes_the_duty_and_leaves_a_record(security):
    clerk = StaffFactory()
    assignment = duties.grant(user=clerk, duty=Duty.CLERK, department=None, by=security, at=AT)

    duties.revoke(assignment=assignment, by=security, at=AT)

    assert not DutyAssignment.objects.filter(user=clerk).exists()
    assert list(DutyChange.objects.order_by("pk").values_list("verb", flat=True)) == ["granted", "revoked"]
    with pytest.raises(duties.DutyRefused, match="已被撤销"):
        duties.revoke(assignment=assignment, by=security, at=AT)


def test_nobody_changes_his_own_duties(security):
    own = DutyAssignment.objects.get(user=security)

    with pytest.raises(duties.OwnDuty):
        duties.grant(user=security, duty=Duty.CLERK, department=None, by=security, at=AT)
    with pytest.raises(duties.OwnDuty):
        duties.revoke(assignment=own, by=security, at=AT)


def test_the_public_and_closed_accounts_get_no_duty(security):
    for user in (UserFactory(), StaffFactory(is_active=False)):
        with pytest.raises(duties.DutyRefused, match="工作人员"):
            duties.grant(user=user, duty=Duty.CLERK, department=None, by=security, at=AT)


def test_a_second_administrator_duty_is_refused_in_words_and_changes_nothing(security):
    user = StaffFactory(duties=[Duty.SYSTEM_ADMIN])

    with pytest.raises(duties.DutyRefused, match="三权分立"):
        duties.grant(user=user, duty=Duty.AUDIT_ADMIN, department=None, by=security, at=AT)

    assert DutyChange.objects.count() == 0


def test_constraint_one_administrator_duty():
    user = StaffFactory(duties=[Duty.SYSTEM_ADMIN])
    refuses("people_one_administrator_duty", lambda: DutyAssignmentFactory(user=user, duty=Duty.SECURITY_ADMIN))


def test_constraint_duty_granted_once():
    user = StaffFactory(duties=[Duty.CLERK])
    refuses("people_duty_granted_once", lambda: DutyAssignmentFactory(user=user, duty=Duty.CLERK))


def test_constraint_administrator_duty_is_global():
    refuses(
        "people_administrator_duty_is_global",
        lambda: DutyAssignmentFactory(duty=Duty.AUDIT_ADMIN, department=DepartmentFactory()),
    )


def test_constraint_duty_known():
    refuses("people_duty_known", lambda: DutyAssignmentFactory(duty="emperor"))


def test_constraint_nobody_changes_own_duty():
    user = StaffFactory()
    refuses(
        "people_nobody_changes_own_duty",
        lambda: DutyChange.objects.create(verb="granted", user=user, duty="clerk", at=AT, by=user),
    )


@pytest.mark.parametrize("tamper", ["update", "delete", "truncate"])
def test_the_record_of_changes_is_append_only(security, tamper):
    duties.grant(user=StaffFactory(), duty=Duty.CLERK, department=None, by=security, at=AT)
    statement = {
        "update": "UPDATE people_dutychange SET duty = 'partner'",
        "delete": "DELETE FROM people_dutychange",
        "truncate": "TRUNCATE people_dutychange",
    }[tamper]

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.truncate_allowed = 'off'")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement)


def test_a_department_duty_covers_its_department_only():
    here, there = DepartmentFactory(), DepartmentFactory()
    clerk = StaffFactory(duties=[(Duty.CLERK, here)])

    assert holds(clerk, Duty.CLERK)
    assert holds(clerk, Duty.CLERK, department=here)
    assert not holds(clerk, Duty.CLERK, department=there)
    assert departments_of(clerk, Duty.CLERK) == {here.pk}


def test_a_global_duty_covers_every_department():
    office = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])

    assert holds(office, Duty.DISCLOSURE_OFFICE, department=DepartmentFactory())
    assert departments_of(office, Duty.DISCLOSURE_OFFICE) is None


def test_being_a_superuser_is_no_duty():
    assert not holds(UserFactory(is_staff=True, is_superuser=True), *Duty.values)


def test_a_closed_account_holds_nothing():
    user = StaffFactory(duties=[Duty.CLERK], is_active=False)

    assert not holds(user, Duty.CLERK)
    assert users_holding(Duty.CLERK).count() == 0


def test_asking_twice_costs_one_query(django_assert_num_queries):
    user = StaffFactory(duties=[Duty.CLERK])

    with django_assert_num_queries(1):
        holds(user, Duty.CLERK)
        holds(user, Duty.MAIN_LEADER)


@pytest.mark.django_db(transaction=True)
def test_two_security_administrators_at_once_never_make_somebody_two_administrators():
    user = StaffFactory()
    granters = [StaffFactory(duties=[Duty.SECURITY_ADMIN]) for _ in range(2)]
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def appoint(by, duty):
        start.wait()
        try:
            duties.grant(user=user, duty=duty, department=None, by=by, at=AT)
            outcomes.append("granted")
        except duties.DutyRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    pair = zip(granters, (Duty.SYSTEM_ADMIN, Duty.AUDIT_ADMIN), strict=True)
    threads = [threading.Thread(target=appoint, args=entry) for entry in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["granted", "refused"]
    assert DutyAssignment.objects.filter(user=user).count() == 1
