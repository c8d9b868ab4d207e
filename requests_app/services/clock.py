"""Keeping the ledger of deadlines in step with the file: dates come from the events, never from the ledger."""

from datetime import datetime

from portal.kernel.deadlines import services as deadlines
from portal.kernel.deadlines.selectors import calendar, open_deadlines_of
from portal.kernel.people.models import User
from portal.kernel.rules.workdays import DueDate
from requests_app.models import InformationRequest
from requests_app.rules.words import CLOSED_STATES, DeadlineCode, State
from requests_app.selectors import due_of
from requests_app.services.record import Refused, day_of


def expect_confirmation(request: InformationRequest, *, by: User | None, at: datetime) -> None:
    """The office has to confirm with the applicant the same working day, else on the next one."""
    today, days = day_of(at), calendar()
    due = DueDate(today) if days.counts(today) else days.after(today, workdays=1)
    _open(DeadlineCode.CONFIRMATION, request, due, "确认收到", by=by, at=at)


def start(request: InformationRequest, *, by: User, at: datetime) -> None:
    """The receipt is confirmed: the reply term runs."""
    deadlines.meet(subject=request, kind=DeadlineCode.CONFIRMATION, by=by, at=at)
    _open(DeadlineCode.REPLY, request, _due(request, at), "答复", by=by, at=at)


def hand_over(request: InformationRequest, *, by: User, at: datetime) -> None:
    """Department and clerk are reminded from now on."""
    deadlines.reassign(
        subject=request,
        kind=DeadlineCode.REPLY,
        department=request.department,
        handler=request.claimed_by,
        by=by,
        at=at,
    )


def move(request: InformationRequest, *, by: User, at: datetime, reason: str) -> None:
    deadlines.move(subject=request, kind=DeadlineCode.REPLY, due=_due(request, at), by=by, at=at, reason=reason)


def await_correction(request: InformationRequest, due: DueDate, *, by: User, at: datetime) -> None:
    """The reply term stands still; the applicant's own term runs."""
    deadlines.pause(subject=request, kind=DeadlineCode.REPLY, by=by, at=at)
    _open(DeadlineCode.CORRECTION, request, due, "补正", by=by, at=at)


def restart(request: InformationRequest, *, by: User | None, at: datetime) -> None:
    """The corrected application is here: a whole new term."""
    deadlines.meet(subject=request, kind=DeadlineCode.CORRECTION, by=by, at=at)
    deadlines.resume(subject=request, kind=DeadlineCode.REPLY, due=_due(request, at), by=by, at=at)


def suspend(request: InformationRequest, due: DueDate, *, by: User, at: datetime) -> None:
    """The reply term stands still while the third party's runs."""
    deadlines.pause(subject=request, kind=DeadlineCode.REPLY, by=by, at=at)
    _open(DeadlineCode.THIRD_PARTY, request, due, "第三方答复意见", by=by, at=at)


def resume(request: InformationRequest, *, by: User, at: datetime) -> None:
    deadlines.meet(subject=request, kind=DeadlineCode.THIRD_PARTY, by=by, at=at)
    deadlines.resume(subject=request, kind=DeadlineCode.REPLY, due=_due(request, at), by=by, at=at)


def close(request: InformationRequest, *, by: User | None, at: datetime) -> None:
    """Nothing is owed any more: the reply is met, whatever else still ran falls away."""
    if request.state not in CLOSED_STATES:
        raise Refused([f"申请{request.number}尚未办结，不能结束期限。"])
    for deadline in open_deadlines_of(request):
        if request.state == State.REPLIED and deadline.kind == DeadlineCode.REPLY:
            deadlines.meet(deadline=deadline, by=by, at=at)
        else:
            deadlines.cancel(deadline=deadline, reason=State.of(request.state).label, by=by, at=at)


def _due(request: InformationRequest, at: datetime) -> DueDate:
    due = due_of(request, on=day_of(at))
    if due is None:
        raise Refused(["答复期限尚未起算。"])
    return due


def _open(
    kind: DeadlineCode, request: InformationRequest, due: DueDate, what: str, *, by: User | None, at: datetime
) -> None:
    deadlines.open(
        kind=kind,
        subject=request,
        due=due,
        title=f"依申请公开 {request.number} {what}",
        department=request.department,
        handler=request.claimed_by,
        by=by,
        at=at,
    )
