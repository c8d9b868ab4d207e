"""The act of release on a locked row, shared by the desk, the tick and the bundles."""

from datetime import datetime

from django.db import transaction

from portal.kernel.audit import services as audit
from portal.kernel.publishing import gates
from portal.kernel.publishing.models import Publishable
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.publishing.services import publication
from portal.kernel.publishing.services.locking import move


class NotReady(Exception):
    """Gates are closed; ``failures`` names every one of them."""

    def __init__(self, failures: list[str]) -> None:
        super().__init__("；".join(failures))
        self.failures = failures


def release_locked(*, row: Publishable, context: ReleaseContext) -> None:
    """The release of a row the caller has locked, inside the caller's transaction."""
    before = {"state": row.state}
    move(row, "release")
    if failures := gates.failures(row, context):
        raise NotReady(failures)
    publication.put_out(
        row=row, verb="publishing.release", by=context.by, at=context.at, published_at=context.at, before=before
    )


@transaction.atomic
def mark_failed(*, row: Publishable, failure: str, at: datetime) -> None:
    """A scheduled release could not be done; the schedule stays on the row and the reason with it."""
    before = {"state": row.state}
    move(row, "fail")
    row.failed_at, row.failure = at, failure
    row.save(update_fields=["state", "failed_at", "failure"])
    audit.record(verb="publishing.fail", target=row, by=None, at=at, before=before, after={"state": row.state})
