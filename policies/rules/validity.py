"""Does the document apply on a given day? 「有效性」

A normative document lapses by itself when its term ends: the last day of the term still counts. A document that was
repealed or replaced stops on the day the later one says; whichever end comes first is the one that counts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from policies.rules.words import Validity

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """All that decides on validity."""

    effective_on: date | None = None
    expires_on: date | None = None
    ended_on: date | None = None
    amended_on: date | None = None


def validity(dates: Dates, *, on: date) -> Validity:
    """The validity on this day."""
    if dates.ended_on is not None and dates.ended_on <= on and not _lapsed_before(dates, dates.ended_on):
        return Validity.REPEALED
    if dates.expires_on is not None and dates.expires_on < on:
        return Validity.LAPSED
    if dates.effective_on is not None and on < dates.effective_on:
        return Validity.PENDING
    if dates.amended_on is not None and dates.amended_on <= on:
        return Validity.AMENDED
    return Validity.IN_FORCE


def stopped_on(dates: Dates, *, on: date) -> date | None:
    """The first day on which it no longer applied, when that day has come."""
    match validity(dates, on=on):
        case Validity.REPEALED:
            return dates.ended_on
        case Validity.LAPSED:
            return dates.expires_on + ONE_DAY if dates.expires_on else None
        case _:
            return None


def last_day(dates: Dates) -> date | None:
    """The last day on which it applies, as far as that is known: whichever end comes first."""
    ends = (dates.expires_on, dates.ended_on - ONE_DAY if dates.ended_on else None)
    return min((day for day in ends if day), default=None)


def _lapsed_before(dates: Dates, day: date) -> bool:
    return dates.expires_on is not None and dates.expires_on < day
