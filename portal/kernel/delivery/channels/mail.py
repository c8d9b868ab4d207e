"""Mail, through whatever backend Django is configured with."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from portal.kernel.delivery.channels.base import Undeliverable
from portal.kernel.delivery.letters import RenderedLetter
from portal.kernel.delivery.models import OutboxLetter


class MailChannel:
    code = "mail"
    transactional = False

    def deliver(self, letter: OutboxLetter, rendered: RenderedLetter, at: datetime) -> None:
        """One message, one recipient, the row's own Message-ID: a second copy is recognisably the same letter."""
        EmailMessage(
            subject=rendered.subject,
            body=rendered.body,
            to=[_address(letter)],
            headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        ).send()


def _address(letter: OutboxLetter) -> str:
    address = letter.address or (letter.user.email if letter.user else "")
    if not address:
        raise Undeliverable("收件人没有电子邮箱。")
    try:
        validate_email(address)
    except ValidationError:
        raise Undeliverable("收件人的电子邮箱格式不正确。") from None
    return address
