"""What must be true before a verb: facts in, the list of what is missing out, each a sentence a clerk can act on."""

from datetime import date

from portal.kernel.rules.terms import CORRECTION_NOTICE_WORKDAYS, REPLY_EXTENSION_WORKDAYS
from portal.kernel.rules.workdays import WorkCalendar
from requests_app.rules.replies import WITHOUT_REPLY, reply_kind


def confirmation_failures(*, received_on: date, confirmed_on: date, today: date) -> list[str]:
    failures = []
    if confirmed_on < received_on:
        failures.append("确认日期不能早于收到日期。")
    if confirmed_on > today:
        failures.append("确认日期不能晚于今天。")
    return failures


def correction_notice_failures(
    *, received_on: date, notified_on: date, already_notified: bool, calendar: WorkCalendar
) -> list[str]:
    """条例 30: one single notice, within seven working days of receipt."""
    failures = []
    if already_notified:
        failures.append("补正只能一次性告知，本申请已经告知过补正（条例第三十条）。")
    limit = calendar.after(received_on, workdays=CORRECTION_NOTICE_WORKDAYS)
    if notified_on > limit.on:
        failures.append(f"告知补正应当在收到申请之日起7个工作日内（{limit.on:%Y-%m-%d}前），现已逾期（条例第三十条）。")
    return failures


def correction_lapse_failures(*, due_on: date, lapsed_on: date) -> list[str]:
    if lapsed_on <= due_on:
        return [f"补正期限至{due_on:%Y-%m-%d}，届满前不能按逾期未补正处理。"]
    return []


def extension_failures(*, workdays: int, already_extended: bool, due_on: date | None, decided_on: date) -> list[str]:
    """条例 33: once, at most twenty working days, decided and told before the term ends."""
    failures = []
    if already_extended:
        failures.append("本申请已经延期一次，不能再次延期（条例第三十三条）。")
    if not 1 <= workdays <= REPLY_EXTENSION_WORKDAYS:
        failures.append("延长的期限应当为1至20个工作日（条例第三十三条）。")
    if due_on is None:
        failures.append("答复期限尚未起算，不能延期。")
    elif decided_on > due_on:
        failures.append(f"答复期限已于{due_on:%Y-%m-%d}届满，不能再延期（条例第三十三条）。")
    return failures


def consultation_failures(*, sent_on: date, delivered_on: date, started_on: date, today: date) -> list[str]:
    failures = []
    if sent_on < started_on:
        failures.append("发函日期不能早于收到申请的日期。")
    if delivered_on < sent_on:
        failures.append("第三方收到日期不能早于发函日期。")
    if max(sent_on, delivered_on) > today:
        failures.append("发函日期和收到日期不能晚于今天。")
    return failures


def opinion_failures(
    *, delivered_on: date, ended_on: date, opinion_due_on: date, silent: bool, today: date
) -> list[str]:
    """条例 32: the third party has fifteen working days; silence can only be stated when they are over."""
    failures = []
    if ended_on < delivered_on:
        failures.append("意见收到日期不能早于第三方收到函件的日期。")
    if silent and today <= opinion_due_on:
        failures.append(f"第三方答复期限至{opinion_due_on:%Y-%m-%d}，届满前不能按逾期未答复处理。")
    if not silent and ended_on > today:
        failures.append("意见收到日期不能晚于今天。")
    return failures


def reply_failures(
    *,
    code: str,
    search_log: str,
    corrected: bool,
    decided_on: date,
    dispatched_on: date,
    received_on: date,
    today: date,
) -> list[str]:
    """What a reply lacks. "Does not exist" needs the record of the search (guiding case 101)."""
    failures = []
    kind = reply_kind(code)
    if kind.code in WITHOUT_REPLY:
        failures.append(f"“{kind.label}”不通过答复办理。")
    if kind.code == "R10" and not search_log.strip():
        failures.append("答复“信息不存在”应当附检索记录：检索人、检索系统、关键词和结果。")
    if kind.code == "R13" and not corrected:
        failures.append("未经补正的申请，不能答复“补正后申请内容仍不明确”。")
    if decided_on < received_on:
        failures.append("答复作出日期不能早于收到申请的日期。")
    if dispatched_on < decided_on:
        failures.append("答复发出日期不能早于作出日期。")
    if dispatched_on > today:
        failures.append("答复发出日期不能晚于今天。")
    return failures
