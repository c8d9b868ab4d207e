"""Words: the codes a database keeps, each with the word people read."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored code with its label: ``OPEN = "open", "正在征求"``."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The word with this stored code; ValueError for a code it does not know."""
        return cls(code)  # type: ignore[call-arg]  # a look-up by value, not a construction

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]

    @classmethod
    def codes(cls) -> list[str]:
        return [member.value for member in cls]
