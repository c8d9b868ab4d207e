"""When a deadline is spoken of: the reminder ladder and the traffic lights, in working days."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.kernel.rules.terms import REMINDER_LADDER
from portal.kernel.rules.workdays import WorkCalendar

Colour = Literal["green", "amber", "red", "overdue", "paused", "closed"]

AMBER_FROM = 5
RED_FROM = 1
HORIZON = max(REMINDER_LADDER)


@dataclass(frozen=True, slots=True)
class Light:
    """How a deadline stands on a day; ``workdays`` is negative once it has passed."""

    colour: Colour
    workdays: int
    text: str


def steps_due(*, remaining: int, at_setting: int) -> tuple[int, ...]:
    """The steps that have come since the date was set, most urgent last; nothing is due before it existed.

    ``remaining`` is the number of working days left now, negative when overdue; ``at_setting`` is the number that
    were left when this due date was set.
    """
    before = tuple(step for step in REMINDER_LADDER if remaining <= step <= at_setting)
    after = range(min(-1, at_setting), remaining - 1, -1)
    return (*before, *after)


def words_for(remaining: int, *, passed: bool) -> str:
    """How many working days are left or gone, for people."""
    if passed:
        return f"已逾期{-remaining}个工作日" if remaining else "已逾期"
    return f"还剩{remaining}个工作日" if remaining else "今日到期"


def light(due_on: date, today: date, calendar: WorkCalendar) -> Light:
    """The traffic light of a running deadline; it is overdue from the day after its last day, never at noon of it."""
    remaining = calendar.between(today, due_on)
    text = words_for(remaining, passed=due_on < today)
    if due_on < today:
        return Light("overdue", remaining, text)
    if remaining <= RED_FROM:
        return Light("red", remaining, text)
    return Light("amber" if remaining <= AMBER_FROM else "green", remaining, text)
