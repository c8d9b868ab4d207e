"""The days of a short public term, one tick each; `{% load countdown %}`."""

from datetime import date

from django import template

register = template.Library()

#: More ticks than this would be a solid line.
MOST_TICKS = 92


@register.simple_tag
def day_ticks(opens_on: date | None, closes_on: date | None, days_left: int | None) -> tuple[str, ...]:
    """`gone`, `left` or `last` for each day from the first to the last; nothing for terms too long to draw.

    What a template was not given arrives as an empty string.
    """
    if not opens_on or not closes_on or not isinstance(days_left, int):
        return ()
    whole = (closes_on - opens_on).days + 1
    left = min(max(days_left, 0), whole)
    if not 1 <= whole <= MOST_TICKS:
        return ()
    return ("gone",) * (whole - left) + ("left",) * max(left - 1, 0) + ("last",) * min(left, 1)
