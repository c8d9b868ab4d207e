"""Who works here and who may do what."""

from portal.kernel.people.models.department import Department
from portal.kernel.people.models.duty import ADMINISTRATOR_DUTIES, Duty, DutyAssignment, DutyChange
from portal.kernel.people.models.user import User

__all__ = ["ADMINISTRATOR_DUTIES", "Department", "Duty", "DutyAssignment", "DutyChange", "User"]
