"""A chart is a table with a drawing over it: what cannot be read off the table is not drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

#: Lying bars for things that have names, standing bars and lines for what follows time.
KINDS = ("bar", "column", "line")
#: More lying bars than this want a higher drawing.
LONG = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and how it is written; None was not measured and leaves a gap."""

    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing with a figure for each series; `url` leads to the list behind it."""

    label: str
    cells: tuple[Cell, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What `components/chart.html` shows. Axes begin at zero; `maximum` fixes their end, as 100 for shares."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str = "bar"
    maximum: float | None = None
    as_of: date | None = None
    note: str = ""

    @property
    def is_drawn(self) -> bool:
        """One figure alone makes no drawing."""
        return len(self.rows) > 1

    @property
    def is_long(self) -> bool:
        """Lying bars need a line each; the room is kept before the drawing comes, so that nothing moves."""
        return self.kind == "bar" and len(self.rows) * (len(self.columns) - 1) > LONG


def rows(figures: Iterable[tuple[str, float | None]], *, unit: str = "") -> tuple[Row, ...]:
    """Rows of a single series, each figure with its unit."""
    return tuple(Row(label, (cell(value, unit=unit),)) for label, value in figures)


def row(label: str, values: Sequence[float | None], *, unit: str = "", url: str = "") -> Row:
    """A row of several series."""
    return Row(label, tuple(cell(value, unit=unit) for value in values), url)


def cell(value: float | None, *, unit: str = "") -> Cell:
    """1234 is written 1,234; nothing is written as a dash."""
    if value is None:
        return Cell(None, "—")
    return Cell(value, f"{value:,.0f}{unit}" if float(value).is_integer() else f"{value:,.1f}{unit}")
