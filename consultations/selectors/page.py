"""Everything on the page of one consultation, on its receipt, and on the page of the policy it led to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from consultations.models import AdoptionReport, Clause, Consultation, ConsultationQuerySet, Opinion
from consultations.rules.periods import day_of, feedback_due, minimum_of
from consultations.rules.words import Decision, Standing
from consultations.selectors.lists import Card, card_of
from policies.models import Document
from portal.kernel.attachments.models import Attachment
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.rules.identity import find_personal_data, mask
from portal.kernel.rules.workdays import DayNote, DueDate

OPINIONS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ShownOpinion:
    """An opinion as the public reads it: numbers of persons are covered."""

    author: str
    text: str
    clause: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """When the answer is due and how that day comes about."""

    due: DueDate
    days: tuple[DayNote, ...]
    overdue_workdays: int
    was_late: bool


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """Everything about a consultation on its page."""

    consultation: Consultation
    card: Card
    clauses: tuple[Clause, ...]
    report: AdoptionReport | None
    tally: tuple[tuple[str, int], ...]
    feedback: Feedback
    opinions: tuple[ShownOpinion, ...]
    attachments: tuple[Attachment, ...]
    outcome: Document | None

    @property
    def is_open(self) -> bool:
        return self.card.state == Standing.OPEN


def page_of(
    consultation: Consultation, *, on: date, at: datetime, workdays: int, reader: Any = None
) -> ConsultationPage:
    """The parts of a page for a row of ``consultations``; nothing of it is hidden from this reader."""
    report = report_of(consultation, at=at, reader=reader)
    return ConsultationPage(
        consultation=consultation,
        card=card_of(consultation, on=on, workdays=workdays),
        clauses=tuple(consultation.clauses.order_by("position")),
        report=report,
        tally=tally_of(report) if report else (),
        feedback=_feedback(consultation, report, on=on, workdays=workdays),
        opinions=shown_opinions(consultation),
        attachments=attachments_of(consultation, at=at),
        outcome=_outcome(consultation, at=at, reader=reader),
    )


def attachments_of(consultation: Consultation, *, at: datetime) -> tuple[Attachment, ...]:
    """The released files of a public consultation."""
    files = Attachment.objects.of(consultation).released(at=at).defer("text")
    return tuple(files.order_by("position", "uploaded_at"))


def report_of(consultation: Consultation, *, at: datetime, reader: Any = None) -> AdoptionReport | None:
    """The adoption report this reader may see."""
    reports: QuerySet[AdoptionReport] = AdoptionReport.objects.public(at=at, to=reader)
    return reports.filter(consultation=consultation).prefetch_related("lines").first()


def tally_of(report: AdoptionReport) -> tuple[tuple[str, int], ...]:
    """How many opinions were adopted, partly adopted, not adopted."""
    counts = dict.fromkeys(Decision.codes(), 0)
    for line in report.lines.all():
        counts[line.decision] += line.opinion_count
    return tuple((Decision.of(code).label, number) for code, number in counts.items())


def shown_opinions(consultation: Consultation) -> tuple[ShownOpinion, ...]:
    """The newest opinions that moderators let through."""
    rows = consultation.opinions.shown().select_related("clause").order_by("-submitted_at", "-pk")[:OPINIONS_SHOWN]
    return tuple(
        ShownOpinion(covered(row.author), covered(row.text), row.clause.heading if row.clause else "", row.submitted_at)
        for row in rows
    )


def covered(text: str) -> str:
    """A text with the numbers of persons covered."""
    for finding in reversed(find_personal_data(text)):
        text = text[: finding.start] + mask(finding.kind, finding.text) + text[finding.end :]
    return text


def receipt(number: str) -> Opinion | None:
    """The opinion with this receipt number, which nobody can guess."""
    return Opinion.objects.filter(number=number).select_related("consultation", "clause").first()


def tombstone(pk: int) -> Consultation | None:
    """A withdrawn consultation that everybody could see before."""
    found: Consultation | None = Consultation.objects.tombstones().filter(pk=pk).select_related("department").first()
    return found


def led_to(document: Document, *, at: datetime, reader: Any = None) -> QuerySet[Consultation]:
    """The consultations that prepared a policy, with their reports."""
    reports = AdoptionReport.objects.public(at=at, to=reader).only("pk", "consultation_id", "published_at")
    things: ConsultationQuerySet = Consultation.objects.public(at=at, to=reader)
    return (
        things.filter(led_to=document)
        .with_opinion_count()
        .prefetch_related(Prefetch("reports", reports, to_attr="shown_reports"))
        .order_by("opens_on", "pk")
    )


def period_words(consultation: Consultation) -> str:
    """The least period and its article, or the reason for less."""
    if consultation.is_shortened:
        return f"期限短于法定最短时间，理由：{consultation.shorter_reason}"
    least = minimum_of(consultation.kind)
    return f"不少于{least.words}（{least.basis}）" if least else ""


def _feedback(consultation: Consultation, report: AdoptionReport | None, *, on: date, workdays: int) -> Feedback:
    known = calendar()
    due = feedback_due(consultation.closes_on, workdays, known)
    answered_on = day_of(report.published_at) if report and report.published_at else None
    return Feedback(
        due=due,
        # The closing day itself does not count; the strip begins with the day after it.
        days=known.explain(consultation.closes_on, workdays=workdays)[1:],
        overdue_workdays=max(known.between(due.on, on), 0) if answered_on is None and on > due.on else 0,
        was_late=answered_on is not None and answered_on > due.on,
    )


def _outcome(consultation: Consultation, *, at: datetime, reader: Any) -> Document | None:
    if consultation.led_to_id is None:
        return None
    found: Document | None = Document.objects.public(at=at, to=reader).filter(pk=consultation.led_to_id).first()
    return found
