"""What every verb shares: lock the file, ask the lifecycle, write down what happened."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from requests_app.models import InformationRequest, RequestEvent
from requests_app.rules.words import EventKind, Verb


class Refused(Exception):
    """The law or the file does not allow it; `failures` are all reasons, as sentences."""

    def __init__(self, failures: Sequence[str]) -> None:
        super().__init__("".join(failures))
        self.failures = tuple(failures)


def refuse_if(failures: Sequence[str]) -> None:
    if failures:
        raise Refused(failures)


def locked(request: InformationRequest) -> InformationRequest:
    """The request as it stands now, nobody else changing it until the transaction ends."""
    return InformationRequest.objects.select_for_update(of=("self",)).select_related("department").get(pk=request.pk)


def day_of(at: datetime) -> date:
    """The day in Asia/Shanghai on which a moment falls."""
    return timezone.localtime(at).date()


def note(
    request: InformationRequest,
    kind: EventKind,
    *,
    on: date,
    by: User | None,
    at: datetime,
    workdays: int = 0,
    text: str = "",
) -> RequestEvent:
    """Adds a step to the file."""
    return RequestEvent.objects.create(
        request=request, kind=kind, on=on, by=by, at=at, workdays=workdays, note=text[:500]
    )


def audited(
    verb: Verb,
    request: InformationRequest,
    *,
    before: str,
    by: User | None,
    at: datetime,
    **facts: Any,
) -> None:
    """The audit row, last in the transaction; what the public does is recorded as the public's."""
    audit.record(
        verb=f"requests_app.{verb}",
        target=request,
        by=by or AnonymousUser(),
        at=at,
        before={"state": before} if before else None,
        after={"state": str(request.state), **facts},
    )
