"""When information must be out."""

from datetime import date

from portal.kernel.rules.terms import DISCLOSURE_WORKDAYS
from portal.kernel.rules.workdays import DueDate, WorkCalendar

IN_FORCE_ON = date(2008, 5, 1)  # the Regulation's first text; what was formed before had no term


def publish_within(
    formed_on: date, *, calendar: WorkCalendar, workdays: int = DISCLOSURE_WORKDAYS, stricter: int | None = None
) -> DueDate | None:
    """The last day for publication (条例 26: 20 working days from forming); a matter may only set a stricter limit."""
    if formed_on < IN_FORCE_ON:
        return None
    limit = workdays if stricter is None else min(workdays, stricter)
    return calendar.after(formed_on, workdays=limit)
