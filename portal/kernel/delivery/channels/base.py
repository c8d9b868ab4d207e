"""What every channel promises."""

from datetime import datetime
from typing import Protocol

from portal.kernel.delivery.letters import RenderedLetter
from portal.kernel.delivery.models import OutboxLetter


class Undeliverable(Exception):
    """Trying again cannot help: no address, a malformed one, an unknown channel."""


class Channel(Protocol):
    """Delivers one letter or raises. `transactional` channels write only to our database and share its transaction."""

    code: str
    transactional: bool

    def deliver(self, letter: OutboxLetter, rendered: RenderedLetter, at: datetime) -> None: ...
