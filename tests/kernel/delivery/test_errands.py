"""The worker's errand and its stand-in without a broker."""

from io import StringIO

import pytest
from django.core.management import call_command

from portal.kernel.delivery.selectors import letters_by_state, overdue_letters
from portal.kernel.delivery.tasks import dispatch
from portal.kernel.ui import moment
from tests.factories.delivery import OutboxLetterFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lab_letters")]


def test_the_task_sends_until_nothing_is_due_and_ignores_unknown_words() -> None:
    OutboxLetterFactory.create_batch(45)
    OutboxLetterFactory(letter="no.such")

    assert dispatch(new_in_the_next_release=True) == 45
    assert dispatch() == 0


def test_the_command_sends_without_a_broker() -> None:
    OutboxLetterFactory.create_batch(3)
    said = StringIO()

    call_command("dispatch_letters", stdout=said)

    assert "已发送 3 封" in said.getvalue()


def test_what_waits_too_long_is_counted() -> None:
    OutboxLetterFactory.create_batch(2)
    OutboxLetterFactory(dead=True)

    assert overdue_letters(moment.now()) == 2
    assert letters_by_state() == {"pending": 2, "dead": 1}
