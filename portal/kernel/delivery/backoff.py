"""When a letter that could not be sent is tried again, and when we give up."""

from datetime import datetime, timedelta

MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


def is_exhausted(attempts: int) -> bool:
    """Eight attempts over about two hours; then a person must look."""
    return attempts >= MAX_ATTEMPTS


def retry_at(attempts: int, at: datetime) -> datetime:
    """The wait doubles with every failed attempt: 1, 2, 4 … minutes, never more than six hours."""
    doublings = min(max(attempts - 1, 0), 16)
    return at + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
