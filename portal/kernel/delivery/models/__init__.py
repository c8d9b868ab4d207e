from portal.kernel.delivery.models.inbox import InboxMessage
from portal.kernel.delivery.models.outbox import OutboxLetter

__all__ = ["InboxMessage", "OutboxLetter"]
