"""Statutory terms and where each is written.

「条例」 is the Regulation on Open Government Information (State Council Decree 711, in force since 2019-05-15).
A bureau may set stricter values; these are the legal defaults.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.rules.workdays import DueDate, WorkCalendar

REPLY_WORKDAYS = 20  # 条例 33: from receipt, where a reply on the spot is impossible
REPLY_EXTENSION_WORKDAYS = 20  # 条例 33: at most, once, with consent of the head of the working unit
CORRECTION_NOTICE_WORKDAYS = 7  # 条例 30: one single notice
CORRECTION_PERIOD_WORKDAYS = 15  # 条例 30 says "reasonable"; local practice, a setting
THIRD_PARTY_WORKDAYS = 15  # 条例 32: from receipt of the letter; silence leaves the decision to the organ
JOINT_ORGAN_WORKDAYS = 15  # 条例 34: from receipt of the letter; silence is consent
FEE_PAYMENT_WORKDAYS = 20  # 国办函〔2020〕109号: from the day after the fee notice
DISCLOSURE_WORKDAYS = 20  # 条例 26: from forming or changing
INTERPRETATION_WORKDAYS = 3  # bureaus' own rule: after publication of the document; 0 where all is published together
COMMENT_FEEDBACK_WORKDAYS = 5  # bureaus' own rule: adoption report after the consultation closed
SERVICE_CHANGE_WORKDAYS = 1  # bureaus' own rule: changed information after approval
LEGAL_REVIEW_WORKDAYS = 7  # State Council Decree 713, 26
EMERGENCY_HOURS = 5  # bureaus' own rule: first authoritative information
PRESS_CONFERENCE_HOURS = 24  # bureaus' own rule
RECONSIDERATION_DAYS = 60  # 行政复议法 20: calendar days
LITIGATION_MONTHS = 6  # 行政诉讼法 46
LITIGATION_AFTER_REVIEW_DAYS = 15  # 行政诉讼法 45
ANNUAL_REPORT_BY = (1, 31)  # 条例 49: departments
GOVERNMENT_ANNUAL_REPORT_BY = (3, 31)  # 条例 49: governments
DECISION_CATALOGUE_BY = (3, 31)  # bureaus' own rule: catalogue of major decisions
LOG_RETENTION_MONTHS = 6  # 网络安全法 21(3): at least

REMINDER_LADDER = (10, 5, 3, 1, 0)  # working days before a due date; each working day after it too


class Unit(StrEnum):
    """What a term is counted in: 工作日 or 自然日."""

    WORKDAYS = "workdays"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time and the article it rests on."""

    amount: int
    unit: Unit
    basis: str


# Minimum time for opinions, by kind of draft.
COMMENT_PERIODS: dict[str, Term] = {
    "major_decision": Term(30, Unit.DAYS, "重大行政决策程序暂行条例第十五条"),
    "regulation": Term(30, Unit.DAYS, "规章制定程序条例第十五条"),
    "normative": Term(7, Unit.WORKDAYS, "法治政府建设示范指标体系"),
    "normative_business": Term(30, Unit.DAYS, "优化营商环境条例第六十二条"),
    "planning": Term(30, Unit.DAYS, "城乡规划法第二十六条"),
    "construction_design": Term(10, Unit.DAYS, "上海市城乡规划条例第三十七条"),
    "expropriation": Term(30, Unit.DAYS, "国有土地上房屋征收与补偿条例第十条"),
}


def end_of(term: Term, start: date, calendar: WorkCalendar) -> DueDate:
    """The last day of a term that begins the day after ``start``."""
    if term.unit is Unit.WORKDAYS:
        return calendar.after(start, workdays=term.amount)
    return DueDate(start + timedelta(days=term.amount))
