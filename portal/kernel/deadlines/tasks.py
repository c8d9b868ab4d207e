"""The hourly errand of the timetable."""

from typing import Any

from celery import shared_task

from portal.kernel.deadlines.services import reminders
from portal.kernel.ui import moment


@shared_task(name="deadlines.remind")
def remind(**_: Any) -> int:
    """Send the reminders that are due; running twice sends nothing twice."""
    return reminders.sweep(at=moment.now())
