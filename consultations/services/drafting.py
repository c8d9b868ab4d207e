"""Writing consultations and their reports; the kernel keeps the drafts, we keep the law of their periods."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from consultations.models import AdoptionReport, Consultation, Opinion
from consultations.rules.periods import earliest_close, too_short
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import User
from portal.kernel.publishing import snapshot
from portal.kernel.publishing.services import drafting
from portal.kernel.rules.workdays import CalendarUnknown


class PeriodTooShort(ValueError):
    """The law gives the public more time, and no reason is stated for giving less."""


class PeriodImpossible(ValueError):
    """The dates are missing, or lie where no calendar reaches, or end before they begin."""


@transaction.atomic
def save_consultation(
    *, consultation: Consultation, data: dict[str, Any], by: User | None, at: datetime
) -> Consultation:
    """Save a draft; its earliest lawful closing day is reckoned anew each time."""
    content = _working_content(consultation) | data
    earliest = earliest_lawful_close(
        kind=str(content.get("kind", "")),
        opens_on=_day(content.get("opens_on")),
        closes_on=_day(content.get("closes_on")),
        shorter_reason=str(content.get("shorter_reason") or ""),
    )
    return drafting.save_draft(thing=consultation, data={**data, "earliest_closes_on": earliest}, by=by, at=at)


def earliest_lawful_close(*, kind: str, opens_on: date | None, closes_on: date | None, shorter_reason: str) -> date:
    """The first day that may be the last; raises when the period is impossible, or too short without a reason."""
    if opens_on is None or closes_on is None:
        raise PeriodImpossible("请填写开始日期和截止日期")
    if closes_on < opens_on:
        raise PeriodImpossible("截止日期不能早于开始日期")
    earliest = _earliest(kind, opens_on)
    if closes_on < earliest and not shorter_reason.strip():
        raise PeriodTooShort(f"{too_short(kind)}；最早可以在{earliest:%Y-%m-%d}截止")
    return earliest


@transaction.atomic
def save_report(*, report: AdoptionReport, data: dict[str, Any], by: User | None, at: datetime) -> AdoptionReport:
    """Save a report; title and department follow its consultation, the number of opinions is counted, never typed."""
    consultation = data.get("consultation") or report.consultation
    counted = Opinion.objects.filter(consultation=consultation).count()
    defaults = {} if report.pk else {"title": title_of(consultation), "department": consultation.department}
    given = {name: value for name, value in data.items() if value not in ("", None) or name not in defaults}
    return drafting.save_draft(thing=report, data={**defaults, **given, "opinion_count": counted}, by=by, at=at)


def title_of(consultation: Consultation) -> str:
    """The usual title of a report."""
    return f"意见采纳情况：{consultation.title}"[:300]


def _working_content(consultation: Consultation) -> dict[str, Any]:
    return snapshot.working_content(consultation) if consultation.pk else {}


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _earliest(kind: str, opens_on: date) -> date:
    try:
        return earliest_close(kind, opens_on, calendar()).on
    except CalendarUnknown as unknown:
        raise PeriodImpossible(f"{unknown}，无法推算征求意见的最短期限") from unknown
