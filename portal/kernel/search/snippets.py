"""What a hit shows: every piece is escaped first, then the words asked for are marked."""

import re
from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import islice

from django.utils.safestring import SafeString, mark_safe

LENGTH = 120
BEFORE = 30
# Characters behind the first term that are shown with it.
_TOGETHER = LENGTH - BEFORE
_PLACES = 60
# No letter or digit stands before it; a Chinese character may.
_NOT_INSIDE = r"(?<![0-9a-z\u00df-\u024f])"


def marked(text: str, folded: str, terms: Sequence[str]) -> SafeString:
    """The whole text with the terms marked; `folded` is the text in the index's spelling, position for position."""
    pattern = _pattern(tuple(terms))
    pieces: list[str] = []
    last = 0
    for match in pattern.finditer(folded) if pattern else ():
        pieces += [escape(text[last : match.start()]), "<mark>", escape(text[match.start() : match.end()]), "</mark>"]
        last = match.end()
    pieces.append(escape(text[last:]))
    return mark_safe("".join(pieces))  # noqa: S308  (every piece of text was escaped above)


def snippet(text: str, folded: str, terms: Sequence[str], place: int | None, *, starts_at: int = 0) -> SafeString:
    """About 120 characters around a place, from the beginning when there is none.

    `text` may be a piece of the whole that begins at `starts_at`; the place is one in the whole.
    """
    start = max(0, (place or 0) - BEFORE) - starts_at
    end = min(len(text), start + LENGTH)
    shown = marked(text[start:end], folded[start:end], terms)
    before, after = "…" if start + starts_at else "", "…" if end < len(text) else ""
    return mark_safe(f"{before}{shown}{after}")  # noqa: S308  (escaped by `marked`)


def best_place(folded: str, terms: Sequence[str]) -> int | None:
    """Where most of the different terms stand together; None when none of them stands in the text."""
    pattern = _pattern(tuple(terms))
    near: deque[tuple[int, str]] = deque()
    best, most = None, 0
    for match in islice(pattern.finditer(folded), _PLACES) if pattern else ():
        near.append((match.start(), match[0]))
        while near[0][0] <= match.start() - _TOGETHER:
            near.popleft()
        together = len({term for _place, term in near})
        if together > most:
            best, most = near[0][0], together
        if most == len(terms):
            break
    return best


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Longest first; a word of letters or digits is marked as a whole only. Each hit of a page asks for the same."""
    ordered = sorted({term for term in terms if term.strip()}, key=lambda term: (-len(term), term))
    if not ordered:
        return None
    return re.compile(
        "|".join(f"{_NOT_INSIDE}{re.escape(term)}" if term.isascii() else re.escape(term) for term in ordered)
    )
