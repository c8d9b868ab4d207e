"""The worker's errand: send until nothing is due."""

import time
from typing import Any

from celery import shared_task

from portal.kernel.delivery.services import dispatch_due
from portal.kernel.ui import moment

PATIENCE_SECONDS = 480


@shared_task(name="delivery.dispatch")
def dispatch(**_: Any) -> int:
    """Sends round by round with a fresh clock; stops before the task's time limit and leaves the rest to the sweep."""
    started = time.monotonic()
    sent = 0
    while time.monotonic() - started < PATIENCE_SECONDS:
        report = dispatch_due(at=moment.now())
        sent += report.sent
        if not report.claimed:
            break
    return sent
