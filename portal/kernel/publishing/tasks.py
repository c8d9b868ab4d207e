from typing import Any

from celery import shared_task

from portal.kernel.publishing.services import release
from portal.kernel.ui import moment


@shared_task(name="publishing.release_due")
def release_due(**_: Any) -> None:
    """Looks at the rows that are planned for now or earlier; running twice does no harm."""
    release.release_due(at=moment.now())
