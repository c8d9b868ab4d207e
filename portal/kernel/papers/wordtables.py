"""Tables in Word: ruled ones of the text, the facts, the list of attachments, the closing block."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from portal.kernel.papers.blocks import Cell, Run, Table
from portal.kernel.papers.tree import printable
from portal.kernel.papers.wordshapes import FANGSONG, HEI, TURNED, UPRIGHT, add_run, centre, east_asian, plain_paragraph

if TYPE_CHECKING:
    from docx.document import Document

#: Up to so many columns, type of so many points.
CELL_SIZES = ((4, 12), (8, 10.5), (14, 9), (10**6, 6.5))


def cell_size(columns: int) -> float:
    return next(size for most, size in CELL_SIZES if columns <= most)


def grid(holder: Any, table: Table, *, landscape: bool) -> Any:
    """An empty ruled table with the columns as wide as their words want."""
    from docx.shared import Mm

    width = TURNED if landscape else UPRIGHT
    made = _table(holder, table.rows, table.columns, width)
    made.autofit = False
    whole = sum(table.weights)
    for column, weight in zip(made.columns, table.weights, strict=True):
        column.width = Mm(width * weight / whole)
    for boxes in places(made, table):
        for box, weight in zip(boxes, table.weights, strict=True):
            box.width = Mm(width * weight / whole)
    for row in list(made.rows)[: table.head_rows]:
        _mark(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001  python-docx has no word for it
    return made


def places(table: Any, shape: Table) -> list[list[Any]]:
    """The boxes of all places, a list a row, asked for once: python-docx counts the whole table for each question."""
    flat = table._cells  # noqa: SLF001  the public way costs the square of the cells
    return [flat[row * shape.columns : (row + 1) * shape.columns] for row in range(shape.rows)]


def merged(boxes: list[list[Any]], cell: Cell) -> Any:
    """The box of a cell over all the places it spans."""
    start = boxes[cell.y][cell.x]
    if cell.colspan == cell.rowspan == 1:
        return start
    return start.merge(boxes[cell.y + cell.rowspan - 1][cell.x + cell.colspan - 1])


def tidy_cell(box: Any, cell: Cell) -> None:
    """Drops the empty paragraph every new cell begins with; sets heads in their typeface."""
    first, *rest = box.paragraphs
    if rest and not first.text:
        first._element.getparent().remove(first._element)  # noqa: SLF001  no public word
    if cell.head:
        for paragraph in box.paragraphs:
            centre(paragraph)
            for run in paragraph.runs:
                east_asian(run._element.get_or_add_rPr(), HEI)  # noqa: SLF001  no public word


def facts(document: Document, rows: Iterable[tuple[str, str]], *, width: int = UPRIGHT) -> None:
    """Label and value, a row each."""
    shown = [(label, value) for label, value in rows if value]
    table = _table(document, len(shown), 2, width)
    _fill_facts(table, shown, width)


def imprint(document: Document, rows: Iterable[tuple[str, str]], code: bytes) -> None:
    """The closing block between two lines 「版记」, with the code at the right."""
    from docx.shared import Mm

    shown = [(label, value) for label, value in rows if value]
    outer = _table(document, 1, 2 if code else 1, UPRIGHT, lines=("top", "bottom"))
    left = outer.cell(0, 0)
    for label, value in shown:
        made = plain_paragraph(left, size=10.5)
        add_run(made, Run(f"{printable(label)}\u3000"), font=HEI, size=10.5)
        add_run(made, Run(printable(value)), size=10.5)
    left.paragraphs[0]._element.getparent().remove(left.paragraphs[0]._element)  # noqa: SLF001  no public word
    if code:
        outer.autofit = False
        for cell, width in zip(outer.rows[0].cells, (UPRIGHT - 30, 30), strict=True):
            cell.width = Mm(width)
        paragraph = outer.cell(0, 1).paragraphs[0]
        paragraph.paragraph_format.line_spacing = 1
        shape = paragraph.add_run().add_picture(io.BytesIO(code), width=Mm(26))
        shape._inline.docPr.set("descr", "二维码：本文件网页地址")  # noqa: SLF001  no public word


def enclosures(document: Document, rows: Iterable[tuple[str, list[str]]]) -> None:
    """The list of attachments: place, name with digest, size."""
    from docx.shared import Mm

    listed = list(rows)
    table = _table(document, len(listed), 3, UPRIGHT, lines=("bottom", "insideH"))
    table.autofit = False
    widths = (10, UPRIGHT - 34, 24)
    for row, (place, (name, size, digest)) in zip(table.rows, listed, strict=True):
        for cell, width, words in zip(row.cells, widths, (place, name, size), strict=True):
            cell.width = Mm(width)
            _small(cell.paragraphs[0], words, 10.5)
        if digest:
            _small(row.cells[1].add_paragraph(), f"SHA-256 {digest}", 7.5)


def _fill_facts(table: Any, rows: list[tuple[str, str]], width: int) -> None:
    from docx.shared import Mm

    table.autofit = False
    for row, (label, value) in zip(table.rows, rows, strict=True):
        for cell, words, font, wide in ((row.cells[0], label, HEI, 34), (row.cells[1], value, FANGSONG, width - 34)):
            cell.width = Mm(wide)
            _small(cell.paragraphs[0], printable(words), 12, font)


def _small(paragraph: Any, words: str, size: float, font: str = "") -> None:
    paragraph.paragraph_format.line_spacing = 1.15
    add_run(paragraph, Run(words), font=font, size=size)


def _table(holder: Any, rows: int, columns: int, width: int, *, lines: tuple[str, ...] = ()) -> Any:
    """A ruled table; `lines` names the only rules to draw."""
    from docx.document import Document as Whole
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    made = holder.add_table(rows, columns)
    made.style = (holder if isinstance(holder, Whole) else holder.part.document).styles["Table Grid"]
    if lines:
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            rule = OxmlElement(f"w:{side}")
            rule.set(qn("w:val"), "single" if side in lines else "nil")
            borders.append(rule)
        made._tbl.tblPr.append(borders)  # noqa: SLF001  python-docx has no word for it
    for column in made.columns:
        column.width = Mm(width / columns)
    return made


def _mark(parent: Any, tag: str) -> None:
    from docx.oxml import OxmlElement

    parent.append(OxmlElement(tag))
