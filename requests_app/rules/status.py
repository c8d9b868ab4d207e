"""The state of a request in one sentence, and what happens next, as the applicant reads it."""

from dataclasses import dataclass
from datetime import date

from portal.kernel.rules.workdays import DueDate
from requests_app.rules.words import EventKind, State

# Steps inside the house that tell the applicant nothing.
OFFICE_ONLY = frozenset({EventKind.ASSIGNED, EventKind.CLAIMED, EventKind.THIRD_PARTY_DELIVERED, EventKind.ARCHIVED})

TIMELINE_WORDS: dict[EventKind, str] = {
    EventKind.CONFIRMED: "答复期限自次日起按工作日计算（条例第三十一条、第三十三条）。",
    EventKind.CORRECTION_NOTICE: "答复期限停止计算，收到补正后的申请之日起重新计算（条例第三十条）。",
    EventKind.CORRECTION_RECEIVED: "答复期限自次日起重新计算（条例第三十条）。",
    EventKind.THIRD_PARTY_LETTER: "征求第三方意见所需时间不计入答复期限（条例第三十三条）。",
    EventKind.THIRD_PARTY_OPINION: "答复期限继续计算。",
    EventKind.EXTENSION_APPROVED: "经政府信息公开工作机构负责人同意（条例第三十三条）。",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences are made of."""

    state: State
    channel: str
    due: DueDate | None = None
    suspended: bool = False
    correction_due_on: date | None = None
    today: date | None = None

    @property
    def overdue(self) -> bool:
        """The last day has passed, not merely begun."""
        return bool(self.due and self.today and self.today > self.due.on and not self.suspended)

    @property
    def next_on(self) -> date | None:
        if self.state is State.CORRECTION:
            return self.correction_due_on
        return self.due.on if self.due else None


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def sentence(facts: Facts) -> str:
    """The state in one sentence."""
    match facts.state:
        case State.SUBMITTED:
            return "申请已经提交，等待工作人员与您确认收到。"
        case State.CORRECTION if facts.correction_due_on:
            return f"请在{day_words(facts.correction_due_on)}前补正申请内容，收到补正后重新计算答复期限。"
        case State.CONSULTING:
            return "正在征求第三方意见，答复期限暂停计算。"
        case State.REPLIED | State.DELIVERED:
            return "申请已经答复。"
        case State.LAPSED:
            return "逾期未补正，本机关不再处理该申请。"
        case State.WITHDRAWN:
            return "申请已经撤回。"
        case State.ARCHIVED:
            return "申请已经办结归档。"
    if facts.due is None:
        return "申请正在办理。"
    when = day_words(facts.due.on)
    if facts.overdue:
        return f"答复期限已于{when}届满，本机关尚未答复。"
    if facts.due.provisional:
        return f"申请正在办理，暂定于{when}前答复。"
    return f"申请正在办理，最迟{when}答复。"


def next_step(facts: Facts) -> str:
    """What happens next and by when."""
    match facts.state:
        case State.SUBMITTED:
            return (
                "工作人员将按您填写的联系方式与您确认。双方确认之日为收到申请之日，二十个工作日的答复期限自次日起计算。"
            )
        case State.CORRECTION:
            return "请按补正告知的内容补充。没有正当理由逾期不补正的，视为放弃申请。"
        case State.CONSULTING:
            return "第三方应当自收到征求意见书之日起十五个工作日内提出意见；征求意见结束后答复期限继续计算。"
        case State.REPLIED | State.DELIVERED:
            return "请查看下方的答复。对答复不服的，可以按答复中告知的途径寻求救济。"
        case State.LAPSED | State.WITHDRAWN | State.ARCHIVED:
            return "如仍需要该信息，可以重新提出申请。"
    if facts.overdue:
        return "您可以与我们联系催办，也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（条例第五十一条）。"
    return "承办部门检索、审核后，由政府信息公开工作机构向您作出书面答复。"


def upcoming(facts: Facts) -> str:
    """The next line of the timeline."""
    match facts.state:
        case State.SUBMITTED:
            return "与您确认收到"
        case State.CORRECTION:
            return "等待您补正"
        case State.CONSULTING:
            return "征求意见结束后答复"
    return "作出答复"


def what_happens_next(reply_workdays: int) -> tuple[str, ...]:
    """What a receipt tells, in the order in which it comes."""
    return (
        "工作人员按您填写的联系方式与您确认。双方确认之日为收到申请之日，不是提交之日（条例第三十一条）。",
        f"答复期限自确认的次日起计算，为{reply_workdays}个工作日；需要延长的，最多再延长20个工作日，并告知理由"
        "（条例第三十三条）。",
        "内容不明确的，在7个工作日内一次性告知您补正（条例第三十条）。",
        "作出答复后，按您选择的方式发送，办理进度页同时显示。对答复不服的，可以依法申请行政复议或者提起行政诉讼。",
    )
