"""Every class of letter the portal may write, registered by the app that writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string


class UnknownLetter(LookupError):
    """A letter was posted whose class nobody registered."""


@dataclass(frozen=True, slots=True)
class LetterClass:
    """信件种类. The templates are plain text in `templates/notices/`: `<code>_subject.txt` and `<code>.txt`."""

    code: str
    category: str
    label: str
    subject_template: str = ""
    body_template: str = ""

    @property
    def subject_path(self) -> str:
        return self.subject_template or f"notices/{self.code}_subject.txt"

    @property
    def body_path(self) -> str:
        return self.body_template or f"notices/{self.code}.txt"


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    subject: str
    body: str
    url: str = ""


_letters: dict[str, LetterClass] = {}


def register(letter: LetterClass) -> None:
    """Registers a class once; the same code with other words is a mistake."""
    known = _letters.setdefault(letter.code, letter)
    if known != letter:
        raise ValueError(f"letter {letter.code} is registered twice with different contents")


def get(code: str) -> LetterClass:
    try:
        return _letters[code]
    except KeyError:
        raise UnknownLetter(f"信件种类“{code}”没有登记") from None


def registered() -> tuple[LetterClass, ...]:
    return tuple(_letters[code] for code in sorted(_letters))


def render(code: str, context: Mapping[str, Any]) -> RenderedLetter:
    """Renders a letter now: the subject in one line without control characters, the body as plain text."""
    letter = get(code)
    words = {**context, "letter": letter}
    subject = " ".join(render_to_string(letter.subject_path, words).split())
    body = render_to_string(letter.body_path, words).strip() + "\n"
    return RenderedLetter(subject=subject[:300], body=body, url=str(context.get("url", ""))[:500])
