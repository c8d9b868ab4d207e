"""A link checker that a hostile page cannot turn against the bureau's own network."""

from portal.kernel.links.checker.findings import Finding, Problem
from portal.kernel.links.checker.policy import Policy
from portal.kernel.links.checker.visiting import check

__all__ = ["Finding", "Policy", "Problem", "check"]
