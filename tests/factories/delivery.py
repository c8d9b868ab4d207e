"""Letters in every state."""

import uuid
from datetime import UTC, datetime, timedelta

import factory

from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.words import LetterState

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


class OutboxLetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutboxLetter

    class Params:
        leased = factory.Trait(
            state=LetterState.LEASED,
            attempts=1,
            lease=factory.LazyFunction(uuid.uuid4),
            leased_until=NOON + timedelta(minutes=10),
        )
        abandoned = factory.Trait(
            state=LetterState.LEASED,
            attempts=1,
            lease=factory.LazyFunction(uuid.uuid4),
            leased_until=NOON - timedelta(minutes=1),
        )
        sent = factory.Trait(state=LetterState.SENT, attempts=1, sent_at=NOON)
        dead = factory.Trait(state=LetterState.DEAD, attempts=8, last_error="SMTPServerDisconnected: 连接已断开")

    key = factory.Sequence(lambda n: f"test:{n}")
    letter = "test.letter"
    channel = "mail"
    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    context = factory.LazyFunction(lambda: {"title": "一号文件"})
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4().hex}@example.org>")
    not_before = NOON
    created_at = NOON
