"""Leave to publish a normative document before its interpretation, and the clock that then runs."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from policies import permissions
from policies.models import Document, Interpretation, InterpretationWaiver
from portal.kernel.audit import services as audit
from portal.kernel.deadlines import services as deadlines
from portal.kernel.deadlines.models import Deadline
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import User
from portal.kernel.publishing.services.locking import locked

DEADLINE = "policies.interpretation_due"
SHANGHAI = ZoneInfo("Asia/Shanghai")


class NotAllowed(Exception):
    """This person may not give leave."""


class AlreadyWaived(Exception):
    """Leave was given before."""


class WaiverUnexplained(ValueError):
    """Leave without a reason."""


@transaction.atomic
def grant(*, document: Document, reason: str, by: User, at: datetime) -> InterpretationWaiver:
    """Record the leave; the three working days begin with the document's release."""
    row = locked(document)
    if not permissions.can_waive_interpretation(by, row):
        raise NotAllowed("没有批准解读缓发的职责")
    if not reason.strip():
        raise WaiverUnexplained("解读缓发应当说明理由")
    if InterpretationWaiver.objects.filter(document=row).exists():
        raise AlreadyWaived("已有解读缓发记录")
    waiver = InterpretationWaiver.objects.create(document=row, reason=reason.strip(), granted_at=at, granted_by=by)
    audit.record(verb="policies.waive_interpretation", target=row, by=by, at=at, note=waiver.reason)
    return waiver


def start_clock(document: Document, *, by: User | None, at: datetime) -> None:
    """A normative document went out without its interpretation: three working days from today."""
    if not document.is_normative or has_public_interpretation(document, at=at) or clock_of(document):
        return
    if not InterpretationWaiver.objects.filter(document=document).exists():
        return
    due = calendar().after(at.astimezone(SHANGHAI).date(), workdays=settings.DEADLINE_TERMS["interpretation_workdays"])
    deadlines.open(
        kind=DEADLINE,
        subject=document,
        due=due,
        title=f"发布{_neutral_name(document)}的解读",
        department=document.department,
        handler=document.created_by,
        by=by,
        at=at,
    )


def _neutral_name(document: Document) -> str:
    """Every member of staff reads the ledger of deadlines; the title of a targeted document is for a few."""
    return f"定向公开文件（编号 {document.pk}）" if document.targeted else f"《{document.title}》"


def stop_clock(document: Document, *, by: User | None, at: datetime) -> None:
    """The interpretation is out."""
    if deadline := clock_of(document):
        deadlines.meet(deadline=deadline, by=by, at=at)


def clock_of(document: Document) -> Deadline | None:
    return Deadline.objects.about(document).open().filter(kind=DEADLINE).first()


def has_public_interpretation(document: Document, *, at: datetime) -> bool:
    return Interpretation.objects.public(at=at).filter(document=document).exists()
