"""How long the public must be given, and when it must be told what became of its opinions."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from consultations.rules.words import Kind
from portal.kernel.rules.terms import COMMENT_PERIODS, Term, Unit, end_of
from portal.kernel.rules.workdays import DueDate, WorkCalendar

# The law counts days where the bureau is.
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least period of a kind, in words: so long, by this article."""

    term: Term

    @property
    def words(self) -> str:
        unit = "个工作日" if self.term.unit is Unit.WORKDAYS else "日"
        return f"{self.term.amount}{unit}"

    @property
    def basis(self) -> str:
        return f"《{self.term.basis}》" if "第" not in self.term.basis else _with_marks(self.term.basis)


def minimum_of(kind: str) -> Minimum | None:
    """The least period the law gives this kind; None where no law does."""
    term = COMMENT_PERIODS.get(kind)
    return Minimum(term) if term else None


def earliest_close(kind: str, opens_on: date, calendar: WorkCalendar) -> DueDate:
    """The first day that may be the last: the opening day does not count."""
    term = COMMENT_PERIODS.get(kind)
    return end_of(term, opens_on, calendar) if term else DueDate(opens_on)


def too_short(kind: str) -> str:
    """The sentence for a period below the minimum that gives no reason."""
    least = minimum_of(kind)
    if least is None:
        return "截止日期不能早于开始日期"
    return f"“{Kind.of(kind).label}”征求意见不少于{least.words}（{least.basis}），缩短期限应当说明理由"


def feedback_due(closes_on: date, workdays: int, calendar: WorkCalendar) -> DueDate:
    """The adoption report is due this many working days after closing (the bureau's own rule: five)."""
    return calendar.after(closes_on, workdays=workdays)


def day_of(moment: datetime) -> date:
    """The day of a moment; opinions are in time until the last second of the closing day."""
    return moment.astimezone(SHANGHAI).date()


def _with_marks(basis: str) -> str:
    name, _, article = basis.partition("第")
    return f"《{name}》第{article}"
