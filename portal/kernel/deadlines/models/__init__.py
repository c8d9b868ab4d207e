"""The calendar everybody counts with, and the ledger of what is due."""

from portal.kernel.deadlines.models.calendar import CalendarRevision, WorkCalendarDay
from portal.kernel.deadlines.models.deadline import Deadline
from portal.kernel.deadlines.models.reminder import Reminder

__all__ = ["CalendarRevision", "Deadline", "Reminder", "WorkCalendarDay"]
