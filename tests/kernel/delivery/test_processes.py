"""Real workers, really killed: no letter is lost, none doubled; and without the safeguards they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from portal.kernel.delivery.models import InboxMessage, OutboxLetter
from portal.kernel.delivery.services import Recipient, post
from portal.kernel.delivery.words import LetterState
from portal.kernel.ui import moment
from tests.factories.people import UserFactory
from tests.kernel.delivery.lab.processes import Worker, broker
from tests.kernel.delivery.lab.recording import deliveries

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
IN_FLIGHT = 2  # the pool of the lab's worker


@pytest.fixture
def worker(tmp_path: Path, lab_letters: None) -> Iterator[Worker]:
    with broker(tmp_path) as url:
        worker = Worker(folder=tmp_path, broker=url)
        try:
            yield worker
        finally:
            worker.kill()


def _post(number: int, channel: str) -> None:
    reader = UserFactory(email="reader@example.org")
    with transaction.atomic():
        for n in range(number):
            key = f"reminder:{channel}:{n}"
            post(letter="test.letter", to=Recipient(user=reader), context={}, key=key, at=moment.now(), channel=channel)


def _settled(worker: Worker) -> None:
    worker.wait_for(lambda: not OutboxLetter.objects.unsent().exists(), "every letter to be sent")


def test_500_due_letters_are_each_sent_exactly_once_when_the_worker_is_killed_midway(worker: Worker) -> None:
    _post(250, "mail")
    _post(250, "inbox")

    worker.start()
    worker.wait_for(lambda: sum(deliveries(worker.folder).values()) >= 120, "the worker to be midway")
    worker.kill()
    assert OutboxLetter.objects.unsent().exists()
    worker.start()
    _settled(worker)

    # In our own database exactly once, without any reservation.
    assert InboxMessage.objects.count() == 250
    # By mail every letter arrived, and at most what was in the dying worker's hands arrived again under its own name.
    arrived = deliveries(worker.folder)
    assert set(arrived) == set(OutboxLetter.objects.filter(channel="mail").values_list("message_id", flat=True))
    again = {message_id for message_id, times in arrived.items() if times > 1}
    assert len(again) <= IN_FLIGHT
    assert not OutboxLetter.objects.filter(message_id__in=again, attempts=1).exists()


def test_a_worker_killed_inside_the_narrow_window_repeats_that_one_letter_under_the_same_message_id(
    worker: Worker,
) -> None:
    _post(150, "mail")

    worker.start(KILL_SENDER="after")
    worker.wait_for_death("the worker to be killed between the gateway's yes and the commit")
    worker.start(KILL_SENDER="after")
    _settled(worker)

    arrived = deliveries(worker.folder)
    assert len(arrived) == 150
    assert 1 <= sum(arrived.values()) - 150 <= IN_FLIGHT
    assert max(arrived.values()) == 2


def test_control_letters_noted_as_sent_first_are_lost_with_the_worker(worker: Worker) -> None:
    _post(150, "mail")

    worker.start(CARELESS="sent_first", KILL_SENDER="before")
    worker.wait_for_death("the careless worker to be killed")
    worker.start(CARELESS="sent_first")
    _settled(worker)

    assert OutboxLetter.objects.filter(state=LetterState.SENT).count() == 150
    assert len(deliveries(worker.folder)) < 150


def test_control_two_senders_without_leases_double_letters(worker: Worker) -> None:
    _post(150, "mail")

    worker.start(CARELESS="no_lease")
    _settled(worker)

    assert sum(deliveries(worker.folder).values()) - 150 > IN_FLIGHT
