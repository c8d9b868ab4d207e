"""The reader's own box on the site; always there, even when mail and broker are away."""

from datetime import datetime

from portal.kernel.delivery.channels.base import Undeliverable
from portal.kernel.delivery.letters import RenderedLetter
from portal.kernel.delivery.models import InboxMessage, OutboxLetter


class InboxChannel:
    code = "inbox"
    transactional = True

    def deliver(self, letter: OutboxLetter, rendered: RenderedLetter, at: datetime) -> None:
        """The unique letter of each message makes a second delivery impossible, not merely unlikely."""
        if letter.user_id is None:
            raise Undeliverable("站内信没有收件人。")
        InboxMessage.objects.create(
            user_id=letter.user_id,
            letter=letter,
            subject=rendered.subject,
            body=rendered.body,
            url=rendered.url,
            received_at=at,
        )
