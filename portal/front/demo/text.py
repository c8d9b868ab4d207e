"""The words of one item of the trial, and the month its figures are about."""

from datetime import date, timedelta
from typing import NamedTuple


class Text(NamedTuple):
    title: str
    summary: str
    body: str


def month_of(day: date) -> str:
    """The month before the one in which the item was formed, as people write it."""
    last = day.replace(day=1) - timedelta(days=1)
    return f"{last.year}年{last.month}月"
