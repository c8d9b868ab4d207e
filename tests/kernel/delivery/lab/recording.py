"""A mail server that remembers: one file per delivery, named by Message-ID. It can also kill the sender on the spot."""

import hashlib
import os
import signal
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from smtplib import SMTPServerDisconnected
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class RecordingBackend(BaseEmailBackend):
    """RECORD_TO names the folder; KILL_SENDER is `before`, `after` or empty: once, at the hundredth delivery."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(os.environ["RECORD_TO"])

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            time.sleep(0.005)
            self._maybe_die("before")
            self._write(message.extra_headers["Message-ID"])
            self._maybe_die("after")
        return len(email_messages)

    def _write(self, message_id: str) -> None:
        path = self.folder / f"{hashlib.sha256(message_id.encode()).hexdigest()}.{uuid.uuid4().hex}.mail"
        part = path.with_suffix(".part")
        part.write_text(message_id)
        # A sender that is killed here has delivered nothing; half a file would look like another letter.
        part.rename(path)

    def _maybe_die(self, when: str) -> None:
        if os.environ.get("KILL_SENDER") != when or len(list(self.folder.glob("*.mail"))) < 100:
            return
        try:
            (self.folder / "killed").touch(exist_ok=False)
        except FileExistsError:
            return
        os.killpg(os.getpgrp(), signal.SIGKILL)


def deliveries(folder: Path) -> Counter[str]:
    """How often each Message-ID arrived."""
    return Counter(path.read_text() for path in folder.glob("*.mail"))


class BrokenBackend(BaseEmailBackend):
    """A mail server that hangs up every time."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise SMTPServerDisconnected("连接已断开")
