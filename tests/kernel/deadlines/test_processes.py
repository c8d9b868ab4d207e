"""Five hundred reminders are due and the plug is pulled: after the restart each one has been sent exactly once."""

from pathlib import Path

import factory
import pytest

from portal.kernel.deadlines.models import Reminder
from portal.kernel.delivery.models import InboxMessage, OutboxLetter
from tests.factories.deadlines import DeadlineFactory
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.kernel.delivery.lab.processes import Worker, broker

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

# A Thursday; terms that were set in April and end the next day.
CLOCK = "2026-05-14T09:00:00+08:00"
DUE_ON = "2026-05-15"


def test_500_due_reminders_survive_a_killed_worker_each_sent_exactly_once(tmp_path: Path) -> None:
    # Without an address of mail the reminder goes to the handler's own inbox, in the same database.
    handler, department = StaffFactory(email=""), DepartmentFactory()
    DeadlineFactory.create_batch(
        500,
        kind="disclosure.publish_within",
        subject=department,
        subject_id=factory.Sequence(str),
        department=department,
        handler=handler,
        due_on=DUE_ON,
    )

    with broker(tmp_path) as url:
        worker = Worker(folder=tmp_path, broker=url)
        try:
            worker.start(LAB_CLOCK=CLOCK)
            worker.wait_for(lambda: InboxMessage.objects.count() >= 60, "the worker to be midway")
            worker.kill()
            sent_before = InboxMessage.objects.count()
            worker.start(LAB_CLOCK=CLOCK)
            worker.wait_for(lambda: InboxMessage.objects.count() >= 500, "every reminder to be sent")
            worker.wait_for(lambda: not OutboxLetter.objects.unsent().exists(), "the outbox to be empty")
        finally:
            worker.kill()

    assert sent_before < 500
    assert Reminder.objects.filter(step=1, outcome=Reminder.Outcome.SENT).count() == 500
    assert InboxMessage.objects.count() == 500
    assert InboxMessage.objects.values("letter").distinct().count() == 500
