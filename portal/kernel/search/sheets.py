"""Texts that were printed: broken lines made whole, pages bound into one text, and the page a place in it lies on."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from portal.kernel.search.normalise import HAN, clean

# Separates the pages of an extracted text, as printers and pdftotext have it.
PAGE_BREAK = "\f"
_LINE_END = re.compile(rf"(?<=[{HAN}])[ \t]*\r?\n[ \t]*(?=[{HAN}])")
# No heading and no entry of a list is as long as this, and lines of a fixed width are not much shorter than 30.
_LONG = 24
_LONG_LINE = re.compile(rf"^(.{{{_LONG - 1},}}[{HAN}])[ \t]*\r?\n(?=[{HAN}])", re.MULTILINE)


def printed(text: str) -> str:
    """A text whose lines end where the sheet ends, in the middle of words; an empty line stays."""
    return _LINE_END.sub("", text)


def wrapped(text: str) -> str:
    """A plain text, some of whose lines may end at a fixed width: the long ones that are not followed by an indent."""
    return _LONG_LINE.sub(r"\1", text)


def pages_of(text: str) -> tuple[str, ...]:
    """The pages of an extracted text; nothing when it has only one."""
    pages = tuple(text.split(PAGE_BREAK))
    return pages if len(pages) > 1 else ()


def bound(pages: Sequence[str]) -> tuple[str, list[int]]:
    """One clean text and where each page begins in it."""
    text, starts = "", []
    for page in pages:
        words = clean(page)
        gap = " " if text and words else ""
        starts.append(len(text) + len(gap))
        text += gap + words
    return text, starts


def page_at(starts: Sequence[int], place: int) -> int | None:
    """The number of the page, counted from one; None where a text has no pages."""
    return max(1, bisect_right(starts, place)) if starts else None
