"""The patrol's round: a few links at a time, host by host, within the task's time."""

import time
from typing import Any

from celery import shared_task

from portal.kernel.links.selectors import is_anything_due
from portal.kernel.links.services import patrol
from portal.kernel.ui import moment

ROUND_SECONDS = 420


@shared_task(name="links.patrol")
def patrol_links(**_: Any) -> int:
    """Checks until nothing is due or the round is over; waits where only resting hosts are left."""
    started, checked = time.monotonic(), 0
    while time.monotonic() - started < ROUND_SECONDS:
        report = patrol(at=moment.now(), limit=10)
        checked += report.checked
        if not report.checked:
            if not is_anything_due(moment.now()):
                break
            time.sleep(2)
    return checked
