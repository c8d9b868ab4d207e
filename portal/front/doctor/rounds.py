"""The doctor's rounds, from the nearest cause to the farthest."""

from datetime import date

from portal.front.doctor.configuration import examine_configuration
from portal.front.doctor.database import examine_database
from portal.front.doctor.findings import Finding
from portal.front.doctor.surroundings import examine_surroundings


def examine(*, today: date) -> list[Finding]:
    """Everything that is wrong, not only the first thing."""
    return [*examine_configuration(), *examine_database(today=today), *examine_surroundings()]
