"""What must be true before a consultation or an adoption report goes out. Facts in, missing things out."""

from dataclasses import dataclass
from datetime import date

from consultations.rules.periods import too_short


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFacts:
    """A consultation about to be released; `released_closes_on` when it is out already."""

    kind: str
    draft: str
    explanation: str
    opens_on: date
    closes_on: date
    earliest_closes_on: date
    shorter_reason: str
    released_closes_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """An adoption report about to be released."""

    consultation_is_public: bool
    closes_on: date
    overview: str
    opinion_count: int
    opinions_received: int
    lines: int


def consultation_gate(facts: ConsultationFacts, *, on: date) -> list[str]:
    """713号令第十五条: publish the draft and its explanation, say until when."""
    found = []
    if not facts.draft.strip():
        found.append("草案全文不能为空")
    if not facts.explanation.strip():
        found.append("起草说明不能为空")
    if facts.closes_on < facts.earliest_closes_on and not facts.shorter_reason.strip():
        found.append(too_short(facts.kind))
    if facts.released_closes_on is None and facts.opens_on < on:
        found.append("征求意见不能从发布之前的日期起算，请调整开始日期和截止日期")
    if facts.released_closes_on is not None and facts.closes_on < facts.released_closes_on:
        found.append("已经公布的截止日期只能延后，不能提前")
    return found


def report_gate(facts: ReportFacts, *, on: date) -> list[str]:
    """Nothing is reported before the last opinion may have come, and none is left out."""
    found = []
    if not facts.consultation_is_public:
        found.append("所属的意见征集尚未公开")
    if on <= facts.closes_on:
        found.append("征求意见尚未截止，不能公布采纳情况")
    if not facts.overview.strip():
        found.append("意见收集和采纳的总体情况不能为空")
    if facts.opinion_count != facts.opinions_received:
        found.append(f"实际收到意见{facts.opinions_received}条，与报告所列{facts.opinion_count}条不一致，请更新报告")
    if facts.opinions_received and not facts.lines:
        found.append("应当逐条或者归类说明意见的采纳情况")
    return found
