"""What travels between the steps of an import: a file read, then a document understood."""

from dataclasses import dataclass
from datetime import date


class Unreadable(Exception):
    """The file cannot be taken in; the sentence says why."""


class NotForThePublic(Exception):
    """The text itself says that it is not to be published."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as its reader sees it: its title if any, the lines before the text, the text's lines, its markup."""

    title: str
    head: tuple[str, ...]
    lines: tuple[str, ...]
    body: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as the importer understands it. `remarks` say what was guessed or left out."""

    key: str
    title: str
    body: str
    number: str = ""
    organ: str = ""
    history: tuple[str, ...] = ()
    formed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    published_on: date | None = None
    remarks: tuple[str, ...] = ()
