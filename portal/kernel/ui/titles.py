"""Where a title may be broken: between words, in lines of like length (GB/T 9704: 词意完整，长短适宜)."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_NEVER_FIRST = "》〉）〕】”’、，。；：！？"
_NEVER_LAST = "《〈（〔【“‘"
# Words that lean on the one before them.
_LEANING = ("的", "等", "之")


@lru_cache(maxsize=1024)
def title_words(title: str) -> tuple[str, ...]:
    """The words at whose ends a title may be broken; marks stay with their word."""
    import rjieba

    words: list[str] = []
    for word in rjieba.cut(title):
        if words and (word[0] in _NEVER_FIRST or words[-1][-1] in _NEVER_LAST or word in _LEANING):
            words[-1] += word
        else:
            words.append(word)
    return tuple(words)


def title_lines(words: Sequence[str], room: int) -> list[list[str]]:
    """The words in as few lines of `room` Han characters as they need, no line much shorter than the others."""
    least = len(_filled(words, room))
    shortest = math.ceil(sum(map(_width, words)) / max(least, 1))
    for width in range(shortest, room):
        lines = _filled(words, width)
        if len(lines) <= least:
            return lines
    return _filled(words, room)


def _filled(words: Iterable[str], room: float) -> list[list[str]]:
    lines: list[list[str]] = []
    taken = 0.0
    for word in words:
        width = _width(word)
        if not lines or taken + width > room:
            lines.append([])
            taken = 0.0
        lines[-1].append(word)
        taken += width
    return lines


def _width(word: str) -> float:
    """In Han characters."""
    return sum(1 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in word)
