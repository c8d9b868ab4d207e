"""The lines of an adoption report: written while it is a first draft, fixed once it was read."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from consultations.models import AdoptionLine, AdoptionReport
from consultations.rules.words import REASON_OWED, Decision
from portal.kernel.people.models import User
from portal.kernel.publishing.services import drafting
from portal.kernel.publishing.services.locking import locked


class LinesFixed(ValueError):
    """A released report is corrected by withdrawing it and publishing another."""

    def __init__(self) -> None:
        super().__init__("采纳情况公布后，明细不再改动；确有错误的，应当撤回后重新公布")


class RefusalUnexplained(ValueError):
    """An opinion that is not or only partly adopted is owed a reason."""

    def __init__(self) -> None:
        super().__init__("部分采纳和未采纳的意见应当说明理由")


@transaction.atomic
def add(
    *,
    report: AdoptionReport,
    said: str,
    decision: str,
    reason: str = "",
    theme: str = "",
    opinion_count: int = 1,
    by: User | None,
    at: datetime,
) -> AdoptionLine:
    """Appends a line: one opinion, or several on one theme."""
    row = _drafted(report, by, at)
    if Decision.of(decision) in REASON_OWED and not reason.strip():
        raise RefusalUnexplained
    last = row.lines.aggregate(last=Max("position"))["last"] or 0
    return AdoptionLine.objects.create(
        report=row,
        position=last + 1,
        theme=theme.strip(),
        said=said.strip(),
        opinion_count=opinion_count,
        decision=decision,
        reason=reason.strip(),
    )


@transaction.atomic
def remove(*, line: AdoptionLine, by: User | None, at: datetime) -> None:
    """Takes a line out of the first draft."""
    _drafted(line.report, by, at)
    line.delete()


def _drafted(report: AdoptionReport, by: User | None, at: datetime) -> AdoptionReport:
    row: AdoptionReport = locked(report)
    if row.published_at is not None:
        raise LinesFixed
    drafting.save_draft(thing=row, data={}, by=by, at=at)
    return row
