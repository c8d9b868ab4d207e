"""Where a consultation stands: asked of a day, never flipped by a job."""

from datetime import date

from consultations.rules.words import Standing


def standing(*, opens_on: date, closes_on: date, answered: bool, on: date) -> Standing:
    """Both boundary days belong to the period."""
    if answered:
        return Standing.ANSWERED
    if on < opens_on:
        return Standing.UPCOMING
    return Standing.OPEN if on <= closes_on else Standing.CLOSED


def days_left(*, closes_on: date, on: date) -> int:
    """How many days people still have, the day itself included."""
    return max((closes_on - on).days + 1, 0)


def closed_sentence(*, opens_on: date, closes_on: date, on: date) -> str:
    """Why an opinion cannot be taken on this day; empty when it can."""
    if on < opens_on:
        return f"征求意见将于{_zh(opens_on)}开始，请届时再提交。"
    if on > closes_on:
        return f"征求意见已于{_zh(closes_on)}24时截止，不再接收新的意见。采纳情况公布后可以在本页查看。"
    return ""


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
