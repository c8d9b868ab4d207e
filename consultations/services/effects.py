"""What the kernel calls inside the transaction that releases or withdraws something of ours."""

from datetime import datetime

from consultations.models import AdoptionReport, Consultation, Opinion
from consultations.rules.gates import ConsultationFacts, ReportFacts, consultation_gate, report_gate
from consultations.rules.periods import day_of, feedback_due
from consultations.selectors import feedback_workdays
from portal.kernel.deadlines import services as deadlines
from portal.kernel.deadlines.models import Deadline
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import User
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.rules.workdays import DueDate

FEEDBACK = "consultations.feedback"


def due_of(consultation: Consultation) -> DueDate:
    """When the adoption report is due, by the calendar now in force."""
    return feedback_due(consultation.closes_on, feedback_workdays(), calendar())


def consultation_ready(consultation: Consultation, context: ReleaseContext) -> list[str]:
    released = Consultation.objects.filter(pk=consultation.pk, published_at__isnull=False)
    facts = ConsultationFacts(
        kind=consultation.kind,
        draft=consultation.draft,
        explanation=consultation.explanation,
        opens_on=consultation.opens_on,
        closes_on=consultation.closes_on,
        earliest_closes_on=consultation.earliest_closes_on,
        shorter_reason=consultation.shorter_reason,
        released_closes_on=released.values_list("closes_on", flat=True).first(),
    )
    return consultation_gate(facts, on=day_of(context.at))


def report_ready(report: AdoptionReport, context: ReleaseContext) -> list[str]:
    """The consultation row is locked first: opinions on their way have arrived when they are counted."""
    consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=report.consultation_id)
    facts = ReportFacts(
        consultation_is_public=consultation.is_public,
        closes_on=consultation.closes_on,
        overview=report.overview,
        opinion_count=report.opinion_count,
        opinions_received=Opinion.objects.filter(consultation=consultation).count(),
        lines=report.lines.count(),
    )
    return report_gate(facts, on=day_of(context.at))


def consultation_released(consultation: Consultation, *, by: User | None, at: datetime) -> None:
    """The clock of the adoption report starts; a later closing day moves it."""
    if AdoptionReport.objects.public(at=at).filter(consultation=consultation).exists():
        return
    due = due_of(consultation)
    if _running(consultation):
        deadlines.move(subject=consultation, kind=FEEDBACK, due=due, by=by, at=at, reason="征求意见截止日期调整")
        return
    deadlines.open(
        kind=FEEDBACK,
        subject=consultation,
        due=due,
        title=f"公布意见采纳情况：{_neutral_name(consultation)}",
        department=consultation.department,
        handler=consultation.created_by,
        by=by,
        at=at,
    )


def _neutral_name(consultation: Consultation) -> str:
    """Every member of staff reads the ledger of deadlines; the title of a targeted consultation is for a few."""
    return f"定向征集（编号 {consultation.pk}）" if consultation.targeted else consultation.title


def consultation_withdrawn(consultation: Consultation, *, by: User | None, at: datetime) -> None:
    if _running(consultation):
        deadlines.cancel(subject=consultation, kind=FEEDBACK, reason="意见征集已撤回", by=by, at=at)


def report_released(report: AdoptionReport, *, by: User | None, at: datetime) -> None:
    if _running(report.consultation):
        deadlines.meet(subject=report.consultation, kind=FEEDBACK, by=by, at=at)


def report_withdrawn(report: AdoptionReport, *, by: User | None, at: datetime) -> None:
    """The public has no answer any more; the clock runs again, by the same date."""
    if report.consultation.is_public:
        consultation_released(report.consultation, by=by, at=at)


def _running(consultation: Consultation) -> bool:
    return Deadline.objects.open().about(consultation).filter(kind=FEEDBACK).exists()
