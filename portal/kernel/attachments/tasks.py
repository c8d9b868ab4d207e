from typing import Any

from celery import shared_task

from portal.kernel.attachments.services import extraction


@shared_task(name="attachments.extract")
def extract(**_: Any) -> None:
    """Text of whatever file still lacks it; running twice does no harm."""
    extraction.extract_pending()
