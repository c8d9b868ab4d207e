"""Short messages, through the gateway named in the settings. The trial has one that only notes them."""

import logging
import re
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from portal.kernel.delivery.channels.base import Undeliverable
from portal.kernel.delivery.letters import RenderedLetter
from portal.kernel.delivery.models import OutboxLetter

logger = logging.getLogger(__name__)
TRIAL_GATEWAY = "portal.kernel.delivery.channels.sms.LogGateway"
_NUMBER = re.compile(r"^\+?[0-9]{5,15}$")


class SmsGateway(Protocol):
    """What a bureau's short-message provider must offer; `reference` lets it drop a repeated message."""

    def send(self, *, number: str, text: str, reference: str) -> None: ...


class LogGateway:
    """Sends nothing and notes that it would have; the number is masked because logs are no place for personal data."""

    def send(self, *, number: str, text: str, reference: str) -> None:
        logger.info("sms_noted", extra={"number": f"***{number[-4:]}", "length": len(text), "reference": reference})


class SmsChannel:
    code = "sms"
    transactional = False

    def deliver(self, letter: OutboxLetter, rendered: RenderedLetter, at: datetime) -> None:
        number = (letter.address or getattr(letter.user, "phone", "")).replace(" ", "").replace("-", "")
        if not _NUMBER.match(number):
            raise Undeliverable("收件人没有可用的手机号码。")
        gateway: SmsGateway = import_string(getattr(settings, "SMS_GATEWAY", TRIAL_GATEWAY))()
        gateway.send(number=number, text=rendered.body.strip(), reference=letter.message_id)
