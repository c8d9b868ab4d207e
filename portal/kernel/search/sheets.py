"""Texts that have pages: bound into one text, and the page a place in it lies on."""

from bisect import bisect_right
from collections.abc import Sequence

from portal.kernel.search.normalise import clean

# Separates the pages of an extracted text, as printers and pdftotext have it.
PAGE_BREAK = "\f"


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
