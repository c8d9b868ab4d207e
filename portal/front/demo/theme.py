"""The shape of a theme of policy in the trial."""

from typing import NamedTuple


class Theme(NamedTuple):
    """One field of policy: what a measure on it says and what people ask about it."""

    code: str
    name: str
    topic: str
    department: str
    audience: str
    purpose: str
    clauses: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    service: str
