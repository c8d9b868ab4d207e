"""The reply clock folded from events, against dates counted by hand."""

from datetime import date

import pytest

from portal.kernel.rules.workdays import WorkCalendar
from requests_app.rules.deadlines import ClockEvent, fold, receipt_day
from requests_app.rules.words import Channel, EventKind

TODAY = date(2026, 4, 20)


def d(text: str) -> date:
    return date.fromisoformat(text)


def happened(*steps: tuple[EventKind, str] | tuple[EventKind, str, int]) -> list[ClockEvent]:
    return [ClockEvent(step[0], d(step[1]), step[2] if len(step) == 3 else 0) for step in steps]


def due(calendar: WorkCalendar, *steps: tuple[EventKind, str] | tuple[EventKind, str, int]) -> date:
    reckoning = fold(happened(*steps)).reckon(calendar, as_of=TODAY)

    assert reckoning is not None
    return reckoning.due.on


@pytest.mark.parametrize(
    ("confirmed_on", "expected"),
    [
        ("2020-01-17", "2020-02-21"),  # Friday before the Spring Festival that was prolonged
        ("2021-01-29", "2021-03-03"),  # a worked Sunday and a worked Saturday
        ("2022-09-19", "2022-10-20"),  # National Day week, worked Saturday and Sunday after it
        ("2024-02-09", "2024-03-14"),  # New Year's Eve, a working day that year
        ("2024-09-13", "2024-10-17"),  # the next day is a worked Saturday
        ("2025-09-19", "2025-10-23"),
        ("2026-01-30", "2026-03-05"),
        ("2026-03-07", "2026-04-03"),  # received on a Saturday that is not worked
        ("2026-04-20", "2026-05-20"),
        ("2026-12-03", "2026-12-31"),  # the last receipt whose twenty days end inside the known year
    ],
)
def test_a_reply_is_due_twenty_working_days_after_the_day_of_receipt(
    published: WorkCalendar, confirmed_on: str, expected: str
) -> None:
    assert due(published, (EventKind.CONFIRMED, confirmed_on)) == d(expected)


def test_submitting_alone_starts_no_clock(published: WorkCalendar) -> None:
    clock = fold(happened((EventKind.SUBMITTED, "2026-04-18")))

    assert clock.term is None
    assert clock.reckon(published, as_of=TODAY) is None


def test_a_year_without_calendar_gives_a_provisional_date_with_the_reason(published: WorkCalendar) -> None:
    reckoning = fold(happened((EventKind.CONFIRMED, "2026-12-04"))).reckon(published, as_of=TODAY)

    assert reckoning is not None
    assert reckoning.due.provisional
    assert "2027年节假日安排尚未公布" in reckoning.due.reason


def test_a_correction_stops_the_clock_and_its_receipt_begins_it_anew(published: WorkCalendar) -> None:
    notice = [(EventKind.CONFIRMED, "2026-01-30"), (EventKind.CORRECTION_NOTICE, "2026-02-10")]

    assert fold(happened(*notice)).reckon(published, as_of=TODAY) is None
    assert due(published, *notice, (EventKind.CORRECTION_RECEIVED, "2026-03-02")) == d("2026-03-30")


def test_a_third_party_pauses_from_the_sending_to_the_opinion(published: WorkCalendar) -> None:
    letter = [
        (EventKind.CONFIRMED, "2026-04-20"),
        (EventKind.THIRD_PARTY_LETTER, "2026-04-23"),
        (EventKind.THIRD_PARTY_DELIVERED, "2026-04-24"),
    ]

    assert fold(happened(*letter)).suspended
    assert due(published, *letter, (EventKind.THIRD_PARTY_OPINION, "2026-05-12")) == d("2026-06-04")
    # Silence: the fifteen working days of the third party end on 2026-05-19.
    assert due(published, *letter, (EventKind.THIRD_PARTY_OPINION, "2026-05-19")) == d("2026-06-11")


def test_an_extension_adds_to_what_the_pause_left(published: WorkCalendar) -> None:
    steps = [
        (EventKind.CONFIRMED, "2026-04-20"),
        (EventKind.THIRD_PARTY_LETTER, "2026-04-23"),
        (EventKind.THIRD_PARTY_OPINION, "2026-05-12"),
        (EventKind.EXTENSION_APPROVED, "2026-06-02", 20),
    ]

    assert due(published, *steps) == d("2026-07-03")


def test_a_paid_fee_begins_the_term_anew(published: WorkCalendar) -> None:
    assert due(published, (EventKind.CONFIRMED, "2026-04-20"), (EventKind.FEE_PAID, "2026-05-20")) == d("2026-06-17")


def test_a_correction_forgets_pauses_before_it(published: WorkCalendar) -> None:
    steps = [
        (EventKind.CONFIRMED, "2026-01-20"),
        (EventKind.THIRD_PARTY_LETTER, "2026-01-21"),
        (EventKind.THIRD_PARTY_OPINION, "2026-01-28"),
        (EventKind.CORRECTION_NOTICE, "2026-01-29"),
        (EventKind.CORRECTION_RECEIVED, "2026-03-02"),
    ]

    assert due(published, *steps) == d("2026-03-30")


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel.IN_PERSON, "2026-04-17"),
        (Channel.ORAL, "2026-04-17"),
        (Channel.SIGNED_MAIL, "2026-04-17"),
        (Channel.PLAIN_MAIL, "2026-04-20"),
        (Channel.FAX, "2026-04-20"),
        (Channel.ONLINE, "2026-04-20"),
    ],
)
def test_the_channel_decides_the_day_of_receipt(channel: Channel, expected: str) -> None:
    assert receipt_day(channel, received_on=d("2026-04-17"), confirmed_on=d("2026-04-20")) == d(expected)
