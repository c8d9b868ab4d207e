"""The ways a letter may go, by code. Another gateway is another entry, not another branch."""

from portal.kernel.delivery.channels.base import Channel, Undeliverable
from portal.kernel.delivery.channels.inbox import InboxChannel
from portal.kernel.delivery.channels.mail import MailChannel
from portal.kernel.delivery.channels.sms import SmsChannel

_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Adds a channel, or replaces the one of the same code."""
    _channels[channel.code] = channel


def get(code: str) -> Channel:
    try:
        return _channels[code]
    except KeyError:
        raise Undeliverable(f"没有“{code}”这种发送渠道。") from None


register(MailChannel())
register(SmsChannel())
register(InboxChannel())

__all__ = ["Channel", "Undeliverable", "get", "register"]
