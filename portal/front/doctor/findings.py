"""One finding of the doctor."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """错误 stops the portal from doing its work lawfully or safely; 提醒 can wait for office hours."""

    ERROR = "错误"
    WARNING = "提醒"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, what it means for the portal's work, and what to do."""

    severity: Severity
    title: str
    meaning: str
    remedy: str


def error(title: str, meaning: str, remedy: str) -> Finding:
    return Finding(Severity.ERROR, title, meaning, remedy)


def warning(title: str, meaning: str, remedy: str) -> Finding:
    return Finding(Severity.WARNING, title, meaning, remedy)
