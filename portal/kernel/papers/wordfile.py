"""A paper as a Word file that WPS and Word open alike, in the look of GB/T 9704."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from datetime import time as midnight
from typing import TYPE_CHECKING, Any

from portal.kernel.papers import codes, wordshapes, wordtables
from portal.kernel.papers.blocks import Block, Heading, Line, Listing, Paragraph, Picture, Quote, Run, Signature, Table
from portal.kernel.papers.layout import Pictures, body_of, enclosure_row, pictures_of, title_size
from portal.kernel.papers.paper import Paper
from portal.kernel.papers.tree import printable
from portal.kernel.papers.wordshapes import FANGSONG, HEI, SONG

if TYPE_CHECKING:
    from docx.document import Document

#: More columns than this want the page turned.
UPRIGHT_COLUMNS = 8


def write_word(paper: Paper, *, until: float) -> bytes:
    """The bytes of the .docx; `until` is the monotonic second after which it is given up."""
    writer = _Writer(paper, until)
    writer.head()
    writer.blocks(writer.document, body_of(paper))
    writer.foot()
    target = io.BytesIO()
    writer.document.save(target)
    return target.getvalue()


class _Writer:
    def __init__(self, paper: Paper, until: float) -> None:
        self.paper, self.until = paper, until
        self.pictures: Pictures = pictures_of(paper)
        self.document: Document = wordshapes.new_document()
        core = self.document.core_properties
        core.title, core.author = printable(paper.title)[:255], printable(paper.organ)[:255]
        day = paper.formed_on or date(1970, 1, 1)
        core.created = core.modified = datetime.combine(day, midnight.min, tzinfo=UTC)

    def head(self) -> None:
        title = self.document.add_paragraph(style="Title")
        wordshapes.add_run(title, Run(printable(self.paper.title)), font=SONG, size=title_size(self.paper), bold=True)
        if self.paper.number:
            wordshapes.centred(self.document, printable(self.paper.number))
        self.document.add_paragraph()
        if self.paper.rows:
            wordtables.facts(self.document, self.paper.rows)
            self.document.add_paragraph()

    def foot(self) -> None:
        paper = self.paper
        if paper.note:
            wordshapes.body_paragraph(self.document, (Run(printable(paper.note)),))
        if paper.enclosures:
            wordshapes.small_heading(self.document, f"附件（共 {len(paper.enclosures)} 件，随网页发布）")
            rows = [(str(place), each) for place, each in enumerate(map(enclosure_row, paper.enclosures), start=1)]
            wordtables.enclosures(self.document, rows)
        if paper.imprint or paper.address:
            self.document.add_paragraph()
            code = codes.png(paper.address) if paper.address else b""
            source = (("来源", paper.address),) if paper.address else ()
            wordtables.imprint(self.document, (*paper.imprint, *source), code)

    def blocks(self, holder: Any, blocks: Iterable[Block], *, indent: float = 0, size: float = 0) -> None:
        """`holder` is the document or a cell; a cell names the size of its type."""
        for block in blocks:
            if time.monotonic() > self.until:
                raise TimeoutError
            self._block(holder, block, indent, size)

    def _block(self, holder: Any, block: Block, indent: float, size: float) -> None:
        match block:
            case Paragraph():
                self._paragraph(holder, block, indent, size)
            case Heading():
                wordshapes.heading(holder, block.runs, level=block.level, style=block.style)
            case Signature():
                wordshapes.signature(holder, block.lines)
            case Listing():
                self._listing(holder, block, indent, size)
            case Table():
                self._table(holder, block, nested=size > 0)
            case Quote():
                self.blocks(holder, block.blocks, indent=indent + 2, size=size)
            case Picture():
                self._picture(holder, block)
            case Line():
                wordshapes.centred(holder, "————————")

    def _paragraph(self, holder: Any, block: Paragraph, indent: float, size: float) -> None:
        if block.style == "article":
            made = wordshapes.body_paragraph(holder, ())
            wordshapes.add_run(made, Run(f"{block.number}\u3000"), font=HEI)
            wordshapes.add_runs(made, block.runs)
        elif block.style == "body" and not size:
            wordshapes.body_paragraph(holder, block.runs)
        else:
            made = wordshapes.plain_paragraph(holder, indent=indent, size=size)
            wordshapes.add_runs(made, block.runs)
            if block.style in ("caption", "centre"):
                wordshapes.centre(made)

    def _listing(self, holder: Any, block: Listing, indent: float, size: float) -> None:
        for place, item in enumerate(block.items, start=block.start):
            mark = f"{place}." if block.ordered else "·"
            first, rest = item[0], item[1:]
            if isinstance(first, Paragraph):
                first = Paragraph((Run(f"{mark} "), *first.runs), first.style, first.number)
            else:
                rest = item
                first = Paragraph((Run(mark),), "plain")
            self.blocks(holder, (first, *rest), indent=indent + (0 if size else 2), size=size)

    def _table(self, holder: Any, block: Table, *, nested: bool) -> None:
        turned = block.columns > UPRIGHT_COLUMNS and not nested
        if turned:
            wordshapes.turn_page(self.document, landscape=True)
        if block.caption:
            made = wordshapes.plain_paragraph(holder, size=10.5)
            wordshapes.add_runs(made, block.caption, font=HEI)
            wordshapes.centre(made)
        table = wordtables.grid(holder, block, landscape=turned)
        boxes = wordtables.places(table, block)
        type_size = wordtables.cell_size(block.columns)
        for cell in block.cells:
            box = wordtables.merged(boxes, cell)
            self.blocks(box, cell.blocks, size=type_size)
            wordtables.tidy_cell(box, cell)
        if turned:
            wordshapes.turn_page(self.document, landscape=False)

    def _picture(self, holder: Any, block: Picture) -> None:
        _, content = self.pictures.get(block.src, ("", b""))
        made = wordshapes.plain_paragraph(holder)
        wordshapes.centre(made)
        if not (content and wordshapes.add_picture(made, content, block.alt)):
            wordshapes.add_run(made, Run(f"〔图：{block.alt or '图片'}〕"), font=FANGSONG, size=12)
