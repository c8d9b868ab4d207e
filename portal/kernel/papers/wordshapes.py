"""How each shape of a document looks in Word: fonts, indents and lines after GB/T 9704."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from portal.kernel.papers.blocks import Run

if TYPE_CHECKING:
    from docx.document import Document

SONG, HEI, FANGSONG = "宋体", "黑体", "仿宋"
BODY_SIZE = 16
PITCH = 28.9
#: Width of the text on an upright and on a turned page, in millimetres.
UPRIGHT, TURNED = 156, 257
#: Type of tables and lists of files.
CLOSE_SIZES = (12, 10.5, 9, 6.5)


def new_document() -> Document:
    """A4 with the margins of the standard and the page number between dashes."""
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    _face(normal, FANGSONG, BODY_SIZE)
    normal.paragraph_format.line_spacing = Pt(PITCH)
    normal.paragraph_format.space_after = Pt(0)
    for name in ("Title", *(f"Heading {level}" for level in range(1, 7))):
        _face(document.styles[name], SONG if name == "Title" else HEI, 22 if name == "Title" else BODY_SIZE)
        _plain_style(document.styles[name], line=34 if name == "Title" else PITCH)
    for size in CLOSE_SIZES:
        _add_close_style(document, size)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _page_number(section.footer.paragraphs[0])
    return document


def body_paragraph(holder: Any, runs: Iterable[Run]) -> Any:
    """A paragraph whose first line is two characters in, whatever the size of the type."""
    made = holder.add_paragraph()
    _indent(made, firstLineChars="200", firstLine=str(BODY_SIZE * 2 * 20))
    add_runs(made, runs)
    return made


def plain_paragraph(holder: Any, *, indent: float = 0, size: float = 0) -> Any:
    """Without indent of the first line; with a size, in the close lines of tables and lists of files."""
    from docx.shared import Pt

    made = holder.add_paragraph()
    if indent:
        made.paragraph_format.left_indent = Pt(BODY_SIZE * indent)
    if size:
        made._p.style = _close_style(size)  # noqa: SLF001  the public way asks for every style each time
    return made


def centred(holder: Any, words: str) -> None:
    made = holder.add_paragraph()
    add_run(made, Run(words))
    centre(made)


def centre(paragraph: Any) -> None:
    paragraph.alignment = 1


def heading(holder: Any, runs: Iterable[Run], *, level: int, style: str) -> None:
    """Real headings for the navigation pane; inside a cell only the looks."""
    made = holder.add_paragraph(style=f"Heading {min(level, 6)}")
    add_runs(made, runs, font=FANGSONG if style == "sec" else HEI)
    if style == "plain":
        _indent(made, firstLineChars="200", firstLine=str(BODY_SIZE * 2 * 20))
    else:
        centre(made)


def signature(holder: Any, lines: Iterable[tuple[Run, ...]]) -> None:
    """Right-aligned, four characters from the edge; the lines stay together."""
    rows = list(lines)
    for place, runs in enumerate(rows):
        made = holder.add_paragraph()
        made.alignment = 2
        _indent(made, rightChars="400", right=str(BODY_SIZE * 4 * 20))
        made.paragraph_format.keep_with_next = place < len(rows) - 1
        add_runs(made, runs)


def add_runs(paragraph: Any, runs: Iterable[Run], *, font: str = "", size: float | None = None) -> None:
    for run in runs:
        add_run(paragraph, run, font=font, size=size)


def add_run(paragraph: Any, run: Run, *, font: str = "", size: float | None = None, bold: bool = False) -> None:
    from docx.shared import Pt

    made = paragraph.add_run(run.text)
    if run.bold or bold:
        made.bold = True
    if run.italic or run.underline or run.strike or run.script:
        made.italic, made.underline, made.font.strike = run.italic or None, run.underline or None, run.strike or None
        made.font.subscript, made.font.superscript = run.script == "sub" or None, run.script == "sup" or None
    if font:
        east_asian(made._element.get_or_add_rPr(), font)  # noqa: SLF001  python-docx has no word for it
    if size:
        made.font.size = Pt(size)
    if run.href:
        _link(paragraph, made, run.href)


def add_picture(paragraph: Any, content: bytes, alt: str) -> bool:
    """False when the bytes are no picture Word can show."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.shared import Mm

    try:
        shape = paragraph.add_run().add_picture(io.BytesIO(content))
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError, ZeroDivisionError, ValueError):
        return False
    if shape.width > Mm(UPRIGHT):
        shape.height, shape.width = int(shape.height * Mm(UPRIGHT) / shape.width), Mm(UPRIGHT)
    if shape.height > Mm(220):
        shape.width, shape.height = int(shape.width * Mm(220) / shape.height), Mm(220)
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001  python-docx has no word for it
    return True


def turn_page(document: Document, *, landscape: bool) -> None:
    """A section of its own for a wide table, and back."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if landscape else (Mm(28), Mm(26))
    section.top_margin, section.bottom_margin = (Mm(22), Mm(22)) if landscape else (Mm(37), Mm(35))


def small_heading(document: Document, words: str) -> None:
    made = plain_paragraph(document, size=10.5)
    add_run(made, Run(words), font=HEI, size=10.5)
    made.paragraph_format.keep_with_next = True


def _close_style(size: float) -> str:
    return f"Close{size * 10:.0f}"


def _add_close_style(document: Document, size: float) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(_close_style(size), WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _face(style, FANGSONG, size)
    style.paragraph_format.line_spacing = 1.15


def _face(style: Any, font: str, size: float) -> None:
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    east_asian(style.element.get_or_add_rPr(), font)


def east_asian(properties: Any, font: str) -> None:
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(name), font)


def _plain_style(style: Any, *, line: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    form = style.paragraph_format
    form.line_spacing, form.space_before, form.space_after = Pt(line), Pt(0), Pt(0)
    form.keep_with_next = True
    if style.name == "Title":
        form.alignment = 1
    properties = style.element.get_or_add_pPr()
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)


def _indent(paragraph: Any, **values: str) -> None:
    from docx.oxml.ns import qn

    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  python-docx knows no indent in characters
    for name, value in values.items():
        indent.set(qn(f"w:{name}"), value)


def _link(paragraph: Any, run: Any, href: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)  # noqa: SLF001  python-docx writes no links
    link.append(run._r)  # noqa: SLF001


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    centre(paragraph)
    for kind, words in (("text", "— "), ("begin", ""), ("code", " PAGE "), ("end", ""), ("text", " —")):
        run = paragraph.add_run(words if kind == "text" else "")
        run.font.size = 14 * 12700
        east_asian(run._element.get_or_add_rPr(), SONG)  # noqa: SLF001  no public word
        if kind in ("begin", "end"):
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)  # noqa: SLF001
        elif kind == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = words
            run._r.append(code)  # noqa: SLF001
