"""What may be wrong with an installation, told so that an operator who is no developer can put it right."""

from portal.front.doctor.findings import Finding, Severity
from portal.front.doctor.rounds import examine

__all__ = ["Finding", "Severity", "examine"]
