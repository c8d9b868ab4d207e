import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.rules.arrangements import published_days
from portal.kernel.rules.workdays import CalendarDay, CalendarUnknown, DayKind, DueDate, WorkCalendar

D = date.fromisoformat
CALENDAR = WorkCalendar(published_days())

# Counted by hand from the published arrangements: receipt, then the ends of 7, 15, 20 and 40 working days.
COUNTED_BY_HAND = [
    ("2019-12-20", "2019-12-31", "2020-01-13", "2020-01-19", "2020-02-24"),
    ("2020-01-17", "2020-02-04", "2020-02-14", "2020-02-21", "2020-03-20"),  # the prolonged Spring Festival
    ("2021-01-29", "2021-02-08", "2021-02-24", "2021-03-03", "2021-03-31"),  # make-up Sunday and Saturday
    ("2022-09-19", "2022-09-28", "2022-10-13", "2022-10-20", "2022-11-17"),  # National Day week
    ("2024-02-09", "2024-02-26", "2024-03-07", "2024-03-14", "2024-04-12"),  # New Year's Eve, a working day in 2024
    ("2024-09-13", "2024-09-25", "2024-10-11", "2024-10-17", "2024-11-14"),  # two holidays, three make-up days
    ("2025-09-19", "2025-09-29", "2025-10-16", "2025-10-23", "2025-11-20"),
    ("2026-01-30", "2026-02-10", "2026-02-27", "2026-03-05", "2026-04-02"),
    ("2026-03-07", "2026-03-17", "2026-03-27", "2026-04-03", "2026-05-07"),  # received on a free Saturday
    ("2026-04-20", "2026-04-29", "2026-05-13", "2026-05-20", "2026-06-17"),
]


@pytest.mark.parametrize(
    ("received", "workdays", "due"),
    [
        (received, workdays, due)
        for received, *ends in COUNTED_BY_HAND
        for workdays, due in zip((7, 15, 20, 40), ends, strict=True)
    ],
)
def test_counts_what_a_clerk_counts_by_hand(received: str, workdays: int, due: str) -> None:
    assert CALENDAR.after(D(received), workdays=workdays) == DueDate(D(due))


@pytest.mark.parametrize(
    ("start", "workdays", "due"),
    [
        ("2022-09-30", 20, "2022-11-02"),
        ("2024-05-20", 20, "2024-06-18"),  # disclosure of a document formed that day
        ("2024-09-30", 3, "2024-10-10"),  # interpretation
        ("2026-02-13", 3, "2026-02-25"),
        ("2024-09-30", 1, "2024-10-08"),  # changed service information
        ("2024-06-07", 5, "2024-06-17"),  # adoption report
        ("2025-09-26", 5, "2025-10-10"),
        ("2026-09-24", 5, "2026-10-09"),
        ("2026-09-30", 10, "2026-10-20"),  # monthly progress, within ten working days of the month's end
        ("2026-01-31", 10, "2026-02-13"),
        ("2026-04-28", 7, "2026-05-11"),
    ],
)
def test_keeps_every_other_clock_of_the_notices(start: str, workdays: int, due: str) -> None:
    assert CALENDAR.after(D(start), workdays=workdays).on == D(due)


@pytest.mark.parametrize(
    ("year", "workdays"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_has_the_working_days_of_each_year(year: int, workdays: int) -> None:
    assert (
        sum(CALENDAR.is_workday(date(year, 1, 1) + timedelta(days=n)) for n in range(365))
        + (year % 4 == 0 and CALENDAR.is_workday(date(year, 12, 31)))
        == workdays
    )


def test_a_make_up_sunday_counts_and_a_holiday_monday_does_not() -> None:
    assert CALENDAR.kind(D("2024-09-29")) is DayKind.MAKE_UP
    assert CALENDAR.is_workday(D("2024-09-29"))
    assert CALENDAR.kind(D("2024-10-07")) is DayKind.HOLIDAY
    assert CALENDAR.name(D("2024-10-07")) == "国庆节"
    assert CALENDAR.kind(D("2024-02-09")) is DayKind.WORKDAY


def test_the_last_firm_receipt_is_the_third_of_december_2026() -> None:
    assert CALENDAR.after(D("2026-12-03"), workdays=20) == DueDate(D("2026-12-31"))
    assert CALENDAR.after(D("2026-11-20"), workdays=20) == DueDate(D("2026-12-18"))
    assert CALENDAR.after(D("2026-11-05"), workdays=40) == DueDate(D("2026-12-31"))

    later = CALENDAR.after(D("2026-12-04"), workdays=20)

    assert later == DueDate(D("2027-01-01"), provisional=True, reason="2027年节假日安排尚未公布，暂定")
    assert CALENDAR.after(D("2026-11-06"), workdays=40).provisional


def test_a_date_that_touches_two_unknown_years_names_both() -> None:
    due = CALENDAR.after(D("2026-12-31"), workdays=262)

    assert due == DueDate(D("2028-01-03"), provisional=True, reason="2027年、2028年节假日安排尚未公布，暂定")


def test_a_receipt_in_an_unknown_year_is_provisional_too() -> None:
    assert CALENDAR.after(D("2028-03-03"), workdays=1) == DueDate(
        D("2028-03-06"), provisional=True, reason="2028年节假日安排尚未公布，暂定"
    )


def test_strict_questions_refuse_to_guess() -> None:
    with pytest.raises(CalendarUnknown, match="2027年节假日安排尚未公布"):
        CALENDAR.next_workday(D("2026-12-31"))
    with pytest.raises(CalendarUnknown):
        CALENDAR.is_workday(D("2027-01-04"))
    with pytest.raises(CalendarUnknown):
        CALENDAR.certain_after(D("2026-12-04"), workdays=20)


def test_a_day_before_the_calendar_is_refused() -> None:
    with pytest.raises(CalendarUnknown, match="工作日历自2004年起，不能计算2003年的日期"):
        CALENDAR.after(D("2003-12-31"), workdays=1)
    with pytest.raises(CalendarUnknown):
        CALENDAR.between(D("2003-12-31"), D("2004-01-05"))


def test_a_calendar_with_a_gap_or_without_days_is_refused() -> None:
    day = CalendarDay(D("2026-01-05"), DayKind.WORKDAY)
    with pytest.raises(ValueError, match="缺漏"):
        WorkCalendar([day, CalendarDay(D("2026-01-07"), DayKind.WORKDAY)])
    with pytest.raises(ValueError, match="重复"):
        WorkCalendar([day, day])
    with pytest.raises(CalendarUnknown):
        WorkCalendar([])
    with pytest.raises(ValueError, match="大于零"):
        CALENDAR.after(D("2026-01-05"), workdays=0)


def test_next_workday_crosses_the_national_holiday() -> None:
    assert CALENDAR.next_workday(D("2022-09-30")) == D("2022-10-08")


def test_between_counts_the_later_end_only() -> None:
    assert CALENDAR.between(D("2022-09-30"), D("2022-10-08")) == 1
    assert CALENDAR.between(D("2022-10-08"), D("2022-09-30")) == -1
    assert CALENDAR.between(D("2022-10-01"), D("2022-10-07")) == 0
    assert CALENDAR.between(D("2026-12-31"), D("2027-01-10")) == 6


@given(
    start=st.dates(date(2004, 1, 1), date(2029, 12, 31)),
    workdays=st.integers(1, 250),
)
def test_counting_forward_and_measuring_agree(start: date, workdays: int) -> None:
    due = CALENDAR.after(start, workdays=workdays)
    notes = CALENDAR.explain(start, workdays=workdays)

    assert CALENDAR.counts(due.on)
    assert CALENDAR.between(start, due.on) == workdays
    assert due.provisional == (due.on > CALENDAR.last)
    assert notes[0].day == start
    assert notes[-1].day == due.on
    assert [note.number for note in notes if note.counted] == list(range(1, workdays + 1))
    assert all(later.day - earlier.day == timedelta(days=1) for earlier, later in itertools.pairwise(notes))


def test_explains_every_day_with_its_reason() -> None:
    notes = {note.day: note for note in CALENDAR.explain(D("2022-09-30"), workdays=20)}

    assert len(notes) == 34  # 30 September to 2 November
    assert notes[D("2022-09-30")].kind == "start"
    assert notes[D("2022-09-30")].reason == "收到当日不计入，自次日起算"
    assert (notes[D("2022-10-01")].kind, notes[D("2022-10-01")].reason) == ("holiday", "国庆节放假")
    assert (notes[D("2022-10-08")].kind, notes[D("2022-10-08")].number) == ("make_up", 1)
    assert notes[D("2022-10-08")].reason == "调休上班（国庆节）"
    assert (notes[D("2022-10-15")].kind, notes[D("2022-10-15")].reason) == ("weekend", "周末")
    assert (notes[D("2022-10-10")].kind, notes[D("2022-10-10")].number) == ("counted", 3)
    assert (notes[D("2022-11-02")].kind, notes[D("2022-11-02")].number) == ("due", 20)
    assert notes[D("2022-11-02")].reason == "工作日，期限届满"


def test_explains_unknown_days_as_a_guess() -> None:
    last = CALENDAR.explain(D("2026-12-04"), workdays=20)[-1]

    assert last.day == D("2027-01-01")
    assert last.reason == "工作日（2027年节假日安排尚未公布，暂按周一至周五计），期限届满"


def test_arranged_days_carry_the_notice_of_their_year() -> None:
    days = {day.day: day for day in published_days()}

    assert days[D("2024-10-01")].notice == "国办发明电〔2023〕7号"
    assert days[D("2022-12-31")].notice == "国办发明电〔2022〕16号"  # New Year 2023 begins in December
    assert days[D("2024-10-09")].notice == ""
    assert (min(days), max(days)) == (D("2004-01-01"), D("2026-12-31"))
