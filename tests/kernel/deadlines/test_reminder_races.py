"""Three runners at once, and the proof that the race is real: without the safeguards letters double."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from portal.kernel.deadlines.kinds import REMINDER_LETTER
from portal.kernel.deadlines.models import Deadline, Reminder
from portal.kernel.deadlines.services.reminders import sweep
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.services import Recipient, post
from tests.factories.deadlines import DeadlineFactory
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.kernel.deadlines.conftest import at

RUNNERS = 3
DEADLINES = 150
NOW = at("2026-05-19")


def race(runner: Callable[[], int]) -> list[int]:
    """Start all runners on one mark and gather what each of them did."""
    mark = threading.Barrier(RUNNERS)
    results: list[int] = []

    def run() -> None:
        try:
            mark.wait(timeout=10)
            results.append(runner())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(RUNNERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.fixture
def due_deadlines() -> None:
    handler, department = StaffFactory(), DepartmentFactory()
    for _ in range(DEADLINES):
        DeadlineFactory(handler=handler, department=department)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("due_deadlines")
def test_three_racing_runners_send_each_reminder_once() -> None:
    results = race(lambda: sweep(at=NOW))

    assert len(results) == RUNNERS
    # A runner leaves to another what that one holds; whatever a dying one dropped, the next sweep finds.
    assert sum(results) + sweep(at=NOW) == DEADLINES
    assert Reminder.objects.filter(step=1, outcome="sent").count() == DEADLINES
    assert OutboxLetter.objects.count() == DEADLINES


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("due_deadlines")
def test_without_the_safeguards_the_same_race_sends_twice() -> None:
    looked = threading.Barrier(RUNNERS)

    def look_then_send() -> int:
        reminded = Reminder.objects.filter(step=1).values("deadline")
        waiting = list(Deadline.objects.running().exclude(pk__in=reminded).select_related("handler"))
        looked.wait(timeout=10)
        for deadline in waiting:
            post(
                letter=REMINDER_LETTER,
                to=Recipient(user=deadline.handler),
                context={},
                key=f"naive:{threading.get_ident()}:{deadline.pk}",
                at=NOW,
            )
            Reminder.objects.bulk_create(
                [Reminder(deadline=deadline, version=1, step=1, outcome="sent", at=NOW)], ignore_conflicts=True
            )
        return len(waiting)

    race(look_then_send)

    assert Reminder.objects.count() == DEADLINES
    assert OutboxLetter.objects.count() == RUNNERS * DEADLINES
