"""The few shapes a text consists of on paper, the same for PDF, Word and plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike; a line break is the run whose text is a newline."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    script: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style`: body, plain (no indent), centre, article or caption; an article has its number apart."""

    runs: tuple[Run, ...]
    style: str = "body"
    number: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts from 1 and never jumps, as tagged PDF wants it; `style`: part, ch, sec or plain."""

    runs: tuple[Run, ...]
    level: int
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Signature:
    """Organ and date under a text, centred on each other near the right edge 「落款」."""

    lines: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place, so that no span can push another cell out of the table."""

    blocks: tuple[Block, ...]
    x: int
    y: int
    colspan: int = 1
    rowspan: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`weights`: how wide each column wants to be; the first `head_rows` rows are repeated on every page."""

    cells: tuple[Cell, ...]
    columns: int
    rows: int
    head_rows: int
    weights: tuple[int, ...]
    caption: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    src: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A rule across the text."""


Block = Paragraph | Heading | Signature | Table | Listing | Picture | Quote | Line


def words_of(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
