"""It holds when two people press at once."""

import threading

import pytest
from django.db import connection

from portal.kernel.audit.models import Event
from portal.kernel.people.models import Duty
from portal.kernel.publishing.models import Approval
from portal.kernel.publishing.services import release, review
from tests.factories.people import StaffFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import APPROVED_AT, RELEASED_AT, Desk

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Run the jobs in threads that start together; the outcomes in the order of the jobs."""
    outcomes = [None] * len(jobs)
    gate = threading.Barrier(len(jobs))

    def run(place, job):
        gate.wait()
        try:
            outcomes[place] = job()
        except Exception as refused:  # noqa: BLE001 - the outcome is looked at by the test
            outcomes[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def refused(outcomes):
    return [each for each in outcomes if isinstance(each, Exception)]


def test_two_releasers_publish_once():
    desk = Desk()
    document = desk.sign(DocumentFactory())
    model, pk = type(document), document.pk

    outcomes = at_once(*[lambda: release.release(thing=model.objects.get(pk=pk), by=desk.office, at=RELEASED_AT)] * 2)

    assert len(refused(outcomes)) == 1
    assert Event.objects.filter(verb="publishing.release", target_id=str(pk)).count() == 1


def test_two_approvers_of_one_level_leave_one_signature():
    desk = Desk()
    other = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    document = desk.review(desk.submit(DocumentFactory()))
    model, pk = type(document), document.pk

    outcomes = at_once(
        lambda: review.approve(thing=model.objects.get(pk=pk), level=1, by=desk.office, at=APPROVED_AT),
        lambda: review.approve(thing=model.objects.get(pk=pk), level=1, by=other, at=APPROVED_AT),
    )

    assert len(refused(outcomes)) == 1
    assert Approval.objects.filter(level=1).count() == 1


def test_two_ticks_share_the_work_and_each_thing_goes_out_once():
    desk = Desk()
    planned = RELEASED_AT.replace(hour=5)
    for _ in range(4):
        release.schedule(thing=desk.sign(DocumentFactory()), planned_at=planned, by=desk.office, at=RELEASED_AT)

    outcomes = at_once(*[lambda: release.release_due(at=planned)] * 3)

    assert refused(outcomes) == []
    assert sum(outcomes) == 4
    assert Event.objects.filter(verb="publishing.release").count() == 4


def test_a_withdrawal_and_a_release_of_the_revision_leave_it_withdrawn_or_refuse():
    from portal.kernel.publishing.services import drafting

    desk = Desk()
    document = desk.publish(DocumentFactory())
    drafting.revise(thing=document, by=desk.clerk, at=RELEASED_AT)
    desk.sign(document)
    model, pk = type(document), document.pk

    at_once(
        lambda: release.release(thing=model.objects.get(pk=pk), by=desk.office, at=RELEASED_AT),
        lambda: release.withdraw(thing=model.objects.get(pk=pk), reason="误", by=desk.leader, at=RELEASED_AT),
    )

    document.refresh_from_db()
    assert document.state == "withdrawn"
    assert not model.objects.public(at=RELEASED_AT).filter(pk=pk).exists()
