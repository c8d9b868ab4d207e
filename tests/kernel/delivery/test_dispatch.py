"""Sending: leases, failures, the dead, and many senders at once."""

import threading
import time
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import connection
from pytest_django import Settings

from portal.kernel.audit.selectors import history_of
from portal.kernel.delivery import backoff
from portal.kernel.delivery.models import InboxMessage, OutboxLetter
from portal.kernel.delivery.services import NotDead, dispatch_due, mark_read, replay
from portal.kernel.delivery.services.dispatch import claim
from portal.kernel.delivery.services.inbox import NotYourLetter
from portal.kernel.delivery.words import LetterState
from tests.factories.delivery import NOON, OutboxLetterFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lab_letters")]
BROKEN = "tests.kernel.delivery.lab.recording.BrokenBackend"
MINUTE = timedelta(minutes=1)


def test_it_sends_mail_under_the_rows_own_message_id() -> None:
    letter = OutboxLetterFactory()

    report = dispatch_due(at=NOON)

    letter.refresh_from_db()
    assert (report.sent, letter.state, letter.sent_at, letter.lease) == (1, LetterState.SENT, NOON, None)
    assert mail.outbox[0].message()["Message-ID"] == letter.message_id
    assert mail.outbox[0].subject == "关于一号文件 的通知"


def test_it_puts_an_inbox_message_before_the_user() -> None:
    reader = UserFactory()
    OutboxLetterFactory(channel="inbox", user=reader, address="", context={"title": "二号文件", "url": "/policies/2/"})

    dispatch_due(at=NOON)

    message = InboxMessage.objects.get(user=reader)
    assert (message.subject, message.url, message.received_at) == ("关于二号文件 的通知", "/policies/2/", NOON)


def test_it_notes_a_short_message_without_the_number_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    OutboxLetterFactory(channel="sms", address="13800001234")

    with caplog.at_level("INFO"):
        report = dispatch_due(at=NOON)

    assert report.sent == 1
    assert "13800001234" not in str([record.__dict__ for record in caplog.records])


@pytest.mark.parametrize("trait", ["sent", "dead", "leased"])
def test_it_leaves_alone_what_is_sent_dead_or_in_other_hands(trait: str) -> None:
    OutboxLetterFactory(**{trait: True})

    assert dispatch_due(at=NOON).claimed == 0


def test_it_waits_until_the_letters_time_has_come() -> None:
    OutboxLetterFactory(not_before=NOON + MINUTE)

    assert dispatch_due(at=NOON).claimed == 0
    assert dispatch_due(at=NOON + MINUTE).sent == 1


def test_it_takes_over_what_a_vanished_worker_held() -> None:
    letter = OutboxLetterFactory(abandoned=True)

    assert dispatch_due(at=NOON).sent == 1
    letter.refresh_from_db()
    assert letter.attempts == 2


def test_one_letter_that_fails_does_not_stop_the_others() -> None:
    bad = OutboxLetterFactory(letter="no.such")
    good = OutboxLetterFactory()

    report = dispatch_due(at=NOON)

    assert (report.sent, report.failed) == (1, 1)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert bad.not_before == NOON + MINUTE
    assert "no.such" in bad.last_error
    assert good.state == LetterState.SENT


def test_it_gives_up_after_eight_attempts_and_says_why(settings: Settings) -> None:
    settings.EMAIL_BACKEND = BROKEN
    letter = OutboxLetterFactory()
    at = NOON

    for _ in range(8):
        assert dispatch_due(at=at).claimed == 1
        letter.refresh_from_db()
        at = letter.not_before

    assert (letter.state, letter.attempts) == (LetterState.DEAD, 8)
    assert SMTPServerDisconnected.__name__ in letter.last_error
    assert dispatch_due(at=at + timedelta(days=30)).claimed == 0


def test_it_gives_up_a_letter_that_kills_its_worker_every_time() -> None:
    letter = OutboxLetterFactory(abandoned=True, attempts=8)

    assert dispatch_due(at=NOON).dead == 1
    letter.refresh_from_db()
    assert letter.state == LetterState.DEAD


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "not an address"},
        {"channel": "sms", "address": "number"},
        {"channel": "pigeon"},
    ],
)
def test_it_does_not_try_again_what_cannot_succeed(wrong: dict[str, str]) -> None:
    letter = OutboxLetterFactory(**wrong)

    assert dispatch_due(at=NOON).dead == 1
    letter.refresh_from_db()
    assert letter.attempts == 1
    assert letter.last_error


def test_a_sender_whose_lease_ran_out_delivers_nothing_into_the_inbox() -> None:
    letter = OutboxLetterFactory(channel="inbox", user=UserFactory(), address="")
    late = claim(at=NOON)
    assert late is not None
    after = NOON + timedelta(hours=1)
    assert dispatch_due(at=after).sent == 1

    from portal.kernel.delivery.services.dispatch import _send

    assert _send(late, after) == LetterState.LEASED
    assert InboxMessage.objects.filter(letter=letter).count() == 1


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (7, 64), (20, 360)])
def test_the_wait_doubles_up_to_six_hours(attempts: int, minutes: int) -> None:
    assert backoff.retry_at(attempts, NOON) == NOON + timedelta(minutes=minutes)


def test_a_dead_letter_can_be_replayed_under_its_old_message_id() -> None:
    letter, clerk = OutboxLetterFactory(dead=True), UserFactory(staff=True)

    replay(letter=letter, by=clerk, at=NOON)

    assert dispatch_due(at=NOON).sent == 1
    assert mail.outbox[0].message()["Message-ID"] == letter.message_id
    assert [event.verb for event in history_of(letter)] == ["delivery.replay"]


@pytest.mark.parametrize("trait", ["sent", "leased", "abandoned"])
def test_only_a_dead_letter_can_be_replayed(trait: str) -> None:
    letter = OutboxLetterFactory(**{trait: True})

    with pytest.raises(NotDead):
        replay(letter=letter, by=None, at=NOON)


def test_reading_a_message_is_noted_once_and_only_by_its_reader() -> None:
    reader = UserFactory()
    OutboxLetterFactory(channel="inbox", user=reader, address="")
    dispatch_due(at=NOON)
    message = InboxMessage.objects.get()

    with pytest.raises(NotYourLetter):
        mark_read(message=message, by=UserFactory(), at=NOON)
    mark_read(message=message, by=reader, at=NOON + MINUTE)
    mark_read(message=message, by=reader, at=NOON + 2 * MINUTE)

    message.refresh_from_db()
    assert message.read_at == NOON + MINUTE


@pytest.mark.django_db(transaction=True)
def test_eight_senders_at_once_send_every_letter_once() -> None:
    OutboxLetterFactory.create_batch(40)

    def run() -> None:
        try:
            while dispatch_due(at=NOON, limit=5).claimed:
                time.sleep(0)
        finally:
            connection.close()

    senders = [threading.Thread(target=run) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    names = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(names) == len(set(names)) == 40
    assert OutboxLetter.objects.filter(state=LetterState.SENT, attempts=1).count() == 40
