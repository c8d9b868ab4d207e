from datetime import date

import pytest

from portal.kernel.rules.clock import (
    OTHER_ORGAN_PAUSE,
    Extension,
    ReplyTerm,
    Restart,
    Suspension,
    count,
    explain,
    reckon,
)
from portal.kernel.rules.terms import COMMENT_PERIODS, Term, Unit, end_of
from portal.kernel.rules.workdays import DueDate, WorkCalendar

D = date.fromisoformat
RECEIVED = D("2026-04-20")
CONSULTED = Suspension(D("2026-04-23"), D("2026-05-12"))


def test_the_plain_term_is_twenty_working_days(calendar: WorkCalendar) -> None:
    assert reckon(ReplyTerm(RECEIVED), calendar).due == DueDate(D("2026-05-20"))


def test_a_consultation_suspends_from_the_day_after_sending_to_the_day_of_return(calendar: WorkCalendar) -> None:
    assert count(RECEIVED, 20, calendar, [CONSULTED]) == DueDate(D("2026-06-04"))


def test_a_silent_third_party_suspends_until_its_fifteen_working_days_end(calendar: WorkCalendar) -> None:
    silence = calendar.after(D("2026-04-24"), workdays=15)

    assert silence.on == D("2026-05-19")
    assert count(RECEIVED, 20, calendar, [Suspension(D("2026-04-23"), silence.on)]).on == D("2026-06-11")


def test_an_extension_adds_to_the_suspended_term(calendar: WorkCalendar) -> None:
    term = ReplyTerm(RECEIVED, suspensions=(CONSULTED,), extension=Extension(D("2026-06-03")))

    assert reckon(term, calendar).due == DueDate(D("2026-07-03"))


def test_a_corrected_application_restarts_and_forgets_what_lay_before(calendar: WorkCalendar) -> None:
    plain = ReplyTerm(D("2026-01-30"), restarts=(Restart(D("2026-03-02"), "correction"),))
    after_much = ReplyTerm(
        D("2026-01-30"),
        suspensions=(Suspension(D("2026-02-03"), D("2026-02-09")),),
        extension=Extension(D("2026-02-27"), 10),
        restarts=(Restart(D("2026-03-02"), "correction"),),
    )

    assert reckon(plain, calendar).due == DueDate(D("2026-03-30"))
    assert reckon(after_much, calendar).due == DueDate(D("2026-03-30"))


def test_a_paid_fee_restarts(calendar: WorkCalendar) -> None:
    reckoning = reckon(ReplyTerm(RECEIVED, restarts=(Restart(D("2026-05-20"), "fee"),)), calendar)

    assert calendar.after(D("2026-04-30"), workdays=20).on == D("2026-06-01")  # last day to pay
    assert reckoning.due == DueDate(D("2026-06-17"))
    assert reckoning.days[0].reason == "申请人缴纳费用，自次日起重新计算（信息处理费管理办法）"


def test_the_latest_of_several_restarts_counts(calendar: WorkCalendar) -> None:
    restarts = (Restart(D("2026-05-20"), "fee"), Restart(D("2026-04-27"), "correction"))

    assert reckon(ReplyTerm(RECEIVED, restarts=restarts), calendar).started_on == D("2026-05-20")


def test_a_consultation_after_the_restart_still_suspends(calendar: WorkCalendar) -> None:
    term = ReplyTerm(D("2026-01-30"), suspensions=(CONSULTED,), restarts=(Restart(D("2026-04-20"), "correction"),))

    assert reckon(term, calendar).due.on == D("2026-06-04")


def test_the_organs_answer_within_fifteen_working_days_or_consent(calendar: WorkCalendar) -> None:
    assert calendar.after(D("2026-09-10"), workdays=15).on == D("2026-10-08")


def test_a_running_consultation_gives_the_earliest_date_and_says_so(calendar: WorkCalendar) -> None:
    running = [Suspension(D("2026-04-23"))]

    due = count(RECEIVED, 20, calendar, running, as_of=D("2026-05-12"))

    assert due == DueDate(D("2026-06-04"), provisional=True, reason="征求意见尚未结束，期限顺延，暂定")
    assert count(RECEIVED, 20, calendar, running).on == D("2026-05-20")
    assert explain(RECEIVED, 20, calendar, running, as_of=D("2026-05-12"))[-1].day == D("2026-06-04")


def test_a_running_consultation_in_an_unknown_year_gives_both_reasons(calendar: WorkCalendar) -> None:
    due = count(D("2026-12-21"), 20, calendar, [Suspension(D("2026-12-22"))])

    assert due.reason == "征求意见尚未结束，期限顺延，暂定；2027年节假日安排尚未公布，暂定"


def test_overlapping_consultations_suspend_once(calendar: WorkCalendar) -> None:
    other = Suspension(D("2026-04-28"), D("2026-05-08"), OTHER_ORGAN_PAUSE)

    assert count(RECEIVED, 20, calendar, [CONSULTED, other]).on == D("2026-06-04")


def test_every_day_is_explained(calendar: WorkCalendar) -> None:
    days = {note.day: note for note in explain(RECEIVED, 20, calendar, [CONSULTED])}

    assert days[D("2026-04-23")].number == 3  # the day of sending is consumed
    assert (days[D("2026-04-24")].kind, days[D("2026-04-24")].counted) == ("suspended", False)
    assert days[D("2026-04-24")].reason == "征求第三方意见期间不计算（条例第三十三条）"
    assert days[D("2026-05-01")].reason == "劳动节放假"
    assert days[D("2026-05-09")].kind == "suspended"  # a make-up Saturday inside the consultation
    assert days[D("2026-05-12")].kind == "suspended"  # the day of return is not consumed
    assert days[D("2026-05-13")].number == 4
    assert days[D("2026-06-04")].kind == "due"


def test_extension_days_are_explained_as_such(calendar: WorkCalendar) -> None:
    term = ReplyTerm(RECEIVED, suspensions=(CONSULTED,), extension=Extension(D("2026-06-03")))
    days = {note.day: note for note in reckon(term, calendar).days}

    assert days[D("2026-06-04")].kind == "counted"
    assert days[D("2026-06-05")].reason == "工作日；延期第1个工作日（条例第三十三条）"
    assert days[D("2026-07-03")].reason == "工作日，期限届满；延期第20个工作日（条例第三十三条）"


@pytest.mark.parametrize("workdays", [0, 21])
def test_an_extension_stays_within_twenty_working_days(workdays: int) -> None:
    with pytest.raises(ValueError, match="1至20个工作日"):
        Extension(D("2026-05-20"), workdays)


def test_suspensions_and_plain_counting_agree_when_nothing_is_suspended(calendar: WorkCalendar) -> None:
    before = Suspension(D("2026-01-05"), D("2026-01-09"))

    assert count(RECEIVED, 20, calendar, [before]) == count(RECEIVED, 20, calendar)


def test_comment_periods_end_on_the_day_the_law_allows(calendar: WorkCalendar) -> None:
    opened = D("2026-04-28")

    assert end_of(COMMENT_PERIODS["major_decision"], opened, calendar) == DueDate(D("2026-05-28"))
    assert end_of(COMMENT_PERIODS["normative"], opened, calendar) == DueDate(D("2026-05-11"))
    assert end_of(Term(60, Unit.DAYS, "行政复议法第二十条"), D("2026-01-05"), calendar).on == D("2026-03-06")
