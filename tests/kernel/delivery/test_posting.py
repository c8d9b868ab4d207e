"""Posting: one letter per key, in the caller's transaction."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from portal.kernel.delivery import letters
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.services import Recipient, post
from portal.kernel.delivery.words import LetterState
from tests.factories.delivery import NOON, OutboxLetterFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lab_letters")]
READER = Recipient(address="reader@example.org")


def _post(key: str = "one") -> OutboxLetter | None:
    return post(letter="test.letter", to=READER, context={"title": "一号文件"}, key=key, at=NOON)


def test_it_writes_a_waiting_row() -> None:
    letter = _post()

    assert letter is not None
    assert (letter.state, letter.not_before, letter.attempts) == (LetterState.PENDING, NOON, 0)
    assert letter.message_id.startswith("<")


def test_it_answers_none_for_a_key_that_was_posted_before() -> None:
    _post()

    assert _post() is None
    assert OutboxLetter.objects.count() == 1


def test_control_without_the_unique_key_the_letter_is_doubled() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid='delivery_outboxletter'::regclass"
            " AND contype='u' AND pg_get_constraintdef(oid)='UNIQUE (key)'"
        )
        cursor.execute(f'ALTER TABLE delivery_outboxletter DROP CONSTRAINT "{cursor.fetchone()[0]}"')
    _post()

    with pytest.raises(OutboxLetter.MultipleObjectsReturned):
        _post()


def test_it_leaves_nothing_when_the_caller_fails() -> None:
    with transaction.atomic():
        _post()
        transaction.set_rollback(True)

    assert not OutboxLetter.objects.exists()


def test_it_refuses_a_letter_nobody_registered() -> None:
    with pytest.raises(letters.UnknownLetter):
        post(letter="no.such", to=READER, context={}, key="k", at=NOON)


def test_it_renders_the_subject_in_one_line() -> None:
    rendered = letters.render("test.letter", {"title": "一号文件", "url": "/policies/1/"})

    assert rendered.subject == "关于一号文件 的通知"
    assert rendered.body == "一号文件已经发布。\n"
    assert rendered.url == "/policies/1/"


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("outbox_has_recipient", {"address": ""}),
        ("outbox_inbox_needs_user", {"channel": "inbox"}),
        ("outbox_sent_has_moment", {"state": "sent"}),
        ("outbox_lease_matches_state", {"state": "leased"}),
    ],
)
def test_the_database_refuses(constraint: str, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OutboxLetterFactory(**wrong)

    with pytest.raises(ValidationError):
        OutboxLetterFactory.build(**wrong).validate_constraints()


def test_every_registered_letter_has_its_templates() -> None:
    for letter in letters.registered():
        letters.render(letter.code, {})
