"""Taking a question apart into pieces, before anything is known about their meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.kernel.search import lexemes
from portal.kernel.search.normalise import fold, normalise

# More than this is not even looked at; what is looked at is cut again by the language itself.
MAX_RAW = 2000
# Corner brackets are quotation marks in a question; in texts they are brackets like others.
_QUOTES = str.maketrans("「」『』", '""""')
_PART = re.compile(r'(?P<minus>(?<!\S)-(?!-))?(?:(?P<name>[^\W\d_]{1,12}):)?(?:"(?P<phrase>[^"]+)"|(?P<plain>[^\s"]+))')
_LOOSE_COLON = re.compile(r"(?<=\w)\s?:\s+(?=\S)")
_LOOSE_DOTS = re.compile(r"\s*\.{2,}\s*")
# Numbers stand in for themselves while the rest is split; a normalised text holds no private characters.
_STAND_IN = 0xE000
_STAND_INS = re.compile("([\ue000-\ue0ff])")
_INDEX_NUMBER = re.compile(r"(?<![0-9a-z])[0-9a-z]{9}(?:[0-9a-z]{9})?/[0-9]{4}-[0-9]{5,8}(?![0-9])")
_MOST_NUMBERS = 16


@dataclass(frozen=True, slots=True)
class Part:
    """One piece as typed: left out (minus), under a name, in quotes, or one of the numbers."""

    text: str
    name: str = ""
    excluded: bool = False
    quoted: bool = False
    number: lexemes.CitedNumber | None = None


def canonical_text(text: str) -> str:
    """The question in the spelling of the index, blanks collapsed."""
    canonical = normalise(text[:MAX_RAW].translate(_QUOTES))
    return _LOOSE_DOTS.sub("..", " ".join(canonical.split()))


def folded(text: str) -> str:
    """The question as it was typed in the spelling of the index, character for character."""
    return fold(text.translate(_QUOTES))


def split(canonical: str, names: frozenset[str]) -> Iterator[Part]:
    """The pieces in order; `names` are the words before a colon that mean something."""
    canonical = _LOOSE_COLON.sub(lambda colon: _closed_up(canonical, colon.start(), names), canonical)
    numbers = lexemes.numbers(canonical)[:_MOST_NUMBERS]
    texts = [canonical[number.start : number.end].strip() for number in numbers]
    for at in range(len(numbers) - 1, -1, -1):
        canonical = f"{canonical[: numbers[at].start]}{chr(_STAND_IN + at)}{canonical[numbers[at].end :]}"
    for match in _PART.finditer(canonical):
        name, whole = match["name"] or "", match["phrase"] or match["plain"]
        if name and name not in names:
            # A colon that names nothing is punctuation.
            name, whole = "", f"{name}:{whole}" if match["plain"] else whole
            if match["phrase"]:
                yield Part(match["name"], excluded=bool(match["minus"]))
        like = Part("", name, excluded=bool(match["minus"]), quoted=match["phrase"] is not None)
        yield from _pieces(whole, like, numbers, texts)


def is_index_number(text: str) -> bool:
    """Whether a normalised piece is an index number 「索引号」."""
    return _INDEX_NUMBER.fullmatch(text) is not None


def unknown_name(part: Part) -> str:
    """The word before a colon that looks like a filter but is none; addresses and times are left alone."""
    before, colon, after = part.text.partition(":")
    is_name = 1 < len(before) <= 6 and before.isalpha() and bool(after) and not after.startswith("//")
    return before if colon and is_name else ""


def _pieces(whole: str, like: Part, numbers: list[lexemes.CitedNumber], texts: list[str]) -> Iterator[Part]:
    pieces = [piece for piece in _STAND_INS.split(whole) if piece.strip()]
    if like.quoted and len(pieces) > 1:
        yield replace(like, text=_STAND_INS.sub(lambda match: texts[ord(match[0]) - _STAND_IN], whole))
        return
    for piece in pieces:
        at = ord(piece[0]) - _STAND_IN
        if 0 <= at < len(numbers):
            yield replace(like, text=texts[at], number=numbers[at])
        else:
            yield replace(like, text=piece)


def _closed_up(canonical: str, colon: int, names: frozenset[str]) -> str:
    """People leave a blank after the colon of a name."""
    before = re.split(r"[^\w]", canonical[max(0, colon - 12) : colon])[-1]
    return ":" if before in names else ": "
