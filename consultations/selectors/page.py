"""Everything on the page of one consultation, on its receipt, and on the page of the policy it led to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from consultations.models import (
    AdoptionLine,
    AdoptionReport,
    Clause,
    Consultation,
    ConsultationQuerySet,
    Opinion,
)
from consultations.rules.periods import day_of, feedback_due, minimum_of
from consultations.rules.words import Decision, Standing
from consultations.selectors.lists import Card, card_of
from policies.models import Document
from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.selectors import released_files
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.rules.identity import find_personal_data, mask
from portal.kernel.rules.workdays import DayNote, DueDate, WorkCalendar
from portal.kernel.taxonomy.models import Audience, Topic
from portal.kernel.ui.composed import composed

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
    #: Only while people may comment on them.
    clauses: tuple[Clause, ...]
    report: AdoptionReport | None
    lines: tuple[AdoptionLine, ...]
    tally: tuple[tuple[str, int], ...]
    feedback: Feedback
    opinions: tuple[ShownOpinion, ...]
    attachments: tuple[Attachment, ...]
    outcome: Document | None

    @property
    def is_open(self) -> bool:
        return self.card.state == Standing.OPEN


def consultation_of(pk: int, *, on: date, at: datetime, reader: Any = None) -> Consultation | None:
    """A consultation for its page, with ``topic_names`` and ``audience_names``, if this reader may see it."""
    return _consultation.first(pk=pk, on=on, at=at, reader=reader)


def page_of(
    consultation: Consultation, *, on: date, at: datetime, workdays: int, reader: Any = None
) -> ConsultationPage:
    """The parts of a page for a row of ``consultations``; nothing of it is hidden from this reader."""
    report = report_of(consultation, at=at, reader=reader)
    lines = tuple(_lines.ask(report=report.pk)) if report else ()
    known = calendar()
    card = card_of(consultation, on=on, workdays=workdays, known=known)
    return ConsultationPage(
        consultation=consultation,
        card=card,
        clauses=tuple(_clauses.ask(consultation=consultation.pk)) if card.state == Standing.OPEN else (),
        report=report,
        lines=lines,
        tally=tally_of(lines) if report else (),
        feedback=_feedback(consultation, report, on=on, workdays=workdays, known=known),
        opinions=shown_opinions(consultation),
        attachments=released_files(consultation, at=at),
        outcome=_outcome.first(pk=consultation.led_to_id, at=at, reader=reader) if consultation.led_to_id else None,
    )


def report_of(consultation: Consultation, *, at: datetime, reader: Any = None) -> AdoptionReport | None:
    """The adoption report this reader may see."""
    return _reports.first(consultation=consultation.pk, at=at, reader=reader)


def tally_of(lines: Iterable[AdoptionLine]) -> tuple[tuple[str, int], ...]:
    """How many opinions were adopted, partly adopted, not adopted."""
    counts = dict.fromkeys(Decision.codes(), 0)
    for line in lines:
        counts[line.decision] += line.opinion_count
    return tuple((Decision.of(code).label, number) for code, number in counts.items())


def shown_opinions(consultation: Consultation) -> tuple[ShownOpinion, ...]:
    """The newest opinions that moderators let through."""
    return tuple(
        ShownOpinion(covered(row.author), covered(row.text), row.clause.heading if row.clause else "", row.submitted_at)
        for row in _shown_opinions.ask(consultation=consultation.pk)
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


def led_to(document: Document, *, at: datetime, reader: Any = None) -> tuple[Consultation, ...]:
    """The consultations that prepared a policy; ``reported`` says whether their opinions were answered."""
    return tuple(_led_to.ask(document=document.pk, at=at, reader=reader))


def period_words(consultation: Consultation) -> str:
    """The least period and its article, or the reason for less."""
    if consultation.is_shortened:
        return f"期限短于法定最短时间，理由：{consultation.shorter_reason}"
    least = minimum_of(consultation.kind)
    return f"不少于{least.words}（{least.basis}）" if least else ""


def _feedback(
    consultation: Consultation, report: AdoptionReport | None, *, on: date, workdays: int, known: WorkCalendar
) -> Feedback:
    due = feedback_due(consultation.closes_on, workdays, known)
    answered_on = day_of(report.published_at) if report and report.published_at else None
    return Feedback(
        due=due,
        # The closing day itself does not count; the strip begins with the day after it.
        days=known.explain(consultation.closes_on, workdays=workdays)[1:],
        overdue_workdays=max(known.between(due.on, on), 0) if answered_on is None and on > due.on else 0,
        was_late=answered_on is not None and answered_on > due.on,
    )


@composed(pk=int, on=date, at=datetime)
def _consultation(*, pk: int, on: date, at: datetime, reader: Any = None) -> ConsultationQuerySet:
    topics = Topic.objects.filter(consultations=OuterRef("pk")).order_by("position", "pk")
    audiences = Audience.objects.filter(consultations=OuterRef("pk")).order_by("position", "pk")
    shown: ConsultationQuerySet = Consultation.objects.public(at=at, to=reader).filter(pk=pk)
    whole = shown.with_standing(on=on, at=at).with_opinion_count().select_related("department")
    return whole.defer("proposal", "drafter_ids").annotate(
        topic_names=ArraySubquery(topics.values("name")), audience_names=ArraySubquery(audiences.values("name"))
    )


@composed(consultation=int)
def _clauses(*, consultation: int) -> QuerySet[Clause]:
    return Clause.objects.filter(consultation=consultation).order_by("position")


@composed(consultation=int, at=datetime)
def _reports(*, consultation: int, at: datetime, reader: Any = None) -> QuerySet[AdoptionReport]:
    reports: QuerySet[AdoptionReport] = AdoptionReport.objects.public(at=at, to=reader)
    return reports.filter(consultation=consultation).defer("proposal", "drafter_ids")


@composed(report=int)
def _lines(*, report: int) -> QuerySet[AdoptionLine]:
    return AdoptionLine.objects.filter(report=report).order_by("position", "pk")


@composed(consultation=int)
def _shown_opinions(*, consultation: int) -> QuerySet[Opinion]:
    rows = Opinion.objects.shown().filter(consultation=consultation).select_related("clause")
    return rows.only("text", "name", "submitted_at", "clause__heading").order_by("-submitted_at", "-pk")[
        :OPINIONS_SHOWN
    ]


@composed(pk=int, at=datetime)
def _outcome(*, pk: int, at: datetime, reader: Any = None) -> QuerySet[Document]:
    shown: QuerySet[Document] = Document.objects.public(at=at, to=reader)
    return shown.filter(pk=pk).only("title")


@composed(document=int, at=datetime)
def _led_to(*, document: int, at: datetime, reader: Any = None) -> ConsultationQuerySet:
    things: ConsultationQuerySet = Consultation.objects.public(at=at, to=reader)
    reports = AdoptionReport.objects.public(at=at, to=reader).filter(consultation=OuterRef("pk"))
    shown = things.filter(led_to=document).with_opinion_count().annotate(reported=Exists(reports))
    return shown.only("title", "opens_on", "closes_on").order_by("opens_on", "pk")
