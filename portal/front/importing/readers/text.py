"""Plain text: every line is a paragraph; the title is for the metadata to find."""

from html import escape

from portal.front.importing.decoding import decode
from portal.front.importing.source import Reading


def read(content: bytes) -> Reading:
    text, remarks = decode(content)
    lines = lines_of(text)
    return Reading("", (), lines, paragraphs(lines), remarks)


def lines_of(text: str) -> tuple[str, ...]:
    stripped = (line.replace("\u00a0", " ").strip().strip("\ufeff") for line in text.splitlines())
    return tuple(line for line in stripped if line)


def paragraphs(lines: tuple[str, ...]) -> str:
    """Markup in a text file is text."""
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
