"""What a hit shows: every piece is escaped first, then the words asked for are marked."""

import re
from collections.abc import Sequence
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LENGTH = 120
_BEFORE = 30
_PLACES = 60


def marked(text: str, folded: str, terms: Sequence[str]) -> SafeString:
    """The whole text with the terms marked; `folded` is the text in the index's spelling, position for position."""
    pattern = _pattern(terms)
    pieces: list[str] = []
    last = 0
    for match in pattern.finditer(folded) if pattern else ():
        pieces += [escape(text[last : match.start()]), "<mark>", escape(text[match.start() : match.end()]), "</mark>"]
        last = match.end()
    pieces.append(escape(text[last:]))
    return mark_safe("".join(pieces))  # noqa: S308  (every piece of text was escaped above)


def snippet(text: str, folded: str, terms: Sequence[str]) -> SafeString:
    """About 120 characters around the best place: where most of the different terms stand together."""
    start = _best_start(folded, terms)
    end = min(len(text), start + LENGTH)
    shown = marked(text[start:end], folded[start:end], terms)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return mark_safe(f"{before}{shown}{after}")  # noqa: S308  (escaped by `marked`)


def _best_start(folded: str, terms: Sequence[str]) -> int:
    pattern = _pattern(terms)
    places = [(match.start(), match[0]) for match in islice(pattern.finditer(folded), _PLACES)] if pattern else []
    if not places:
        return 0
    best = max(
        places,
        key=lambda place: (
            len({term for at, term in places if place[0] <= at < place[0] + LENGTH - _BEFORE}),
            -place[0],
        ),
    )
    return max(0, best[0] - _BEFORE)


def _pattern(terms: Sequence[str]) -> re.Pattern[str] | None:
    """Longest first; a word of letters or digits is marked as a whole only."""
    ordered = sorted({term for term in terms if term.strip()}, key=lambda term: (-len(term), term))
    if not ordered:
        return None
    return re.compile(
        "|".join(rf"(?<![^\W_]){re.escape(term)}" if term.isascii() else re.escape(term) for term in ordered)
    )
