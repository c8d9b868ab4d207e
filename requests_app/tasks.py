"""The errands of the timetable."""

from typing import Any

from celery import shared_task

from portal.kernel.ui import moment
from requests_app.services import drafts


@shared_task(name="requests_app.sweep_drafts")
def sweep_drafts(**_: Any) -> int:
    """Forgets drafts that nobody came back to; running twice does no harm."""
    return drafts.sweep(at=moment.now())
