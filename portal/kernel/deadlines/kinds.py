"""The register of deadline kinds: each app says which terms run for its things."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.kernel.rules.workdays import DueDate

REMINDER_LETTER = "deadlines.reminder"


class KindUnknown(Exception):
    """A deadline of a kind that no app has registered."""


class KindTaken(Exception):
    """Two apps registered different kinds under one code."""


@dataclass(frozen=True, slots=True)
class DeadlineKind:
    """A kind of term 「期限种类」: its basis in law, the letter that reminds of it, and how to reckon it anew.

    ``recompute`` takes the subject and returns its due date by the calendar now in force; without it a change of
    the calendar leaves the date alone.
    """

    code: str
    label: str
    basis: str
    letter: str = REMINDER_LETTER
    recompute: Callable[[Any], DueDate] | None = None


_KINDS: dict[str, DeadlineKind] = {}


def register(kind: DeadlineKind) -> None:
    """Make a kind known; the same one twice is fine."""
    if _KINDS.setdefault(kind.code, kind) != kind:
        raise KindTaken(kind.code)


def get(code: str) -> DeadlineKind:
    try:
        return _KINDS[code]
    except KeyError:
        raise KindUnknown(f"未登记的期限种类：{code}") from None


def find(code: str) -> DeadlineKind | None:
    """Like ``get``, for the rows of an app that is no longer installed."""
    return _KINDS.get(code)


def label_of(code: str) -> str:
    known = _KINDS.get(code)
    return known.label if known else code


def registered() -> tuple[DeadlineKind, ...]:
    return tuple(_KINDS[code] for code in sorted(_KINDS))
