from typing import Any

from celery import shared_task

from policies.services import currency
from portal.kernel.ui import moment


@shared_task(name="policies.refresh_validity")
def refresh_validity(**_: Any) -> None:
    """Documents come into force and lapse with the calendar; the search index learns it here."""
    currency.refresh(on=moment.today(), at=moment.now())
