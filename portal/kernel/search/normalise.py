"""One spelling for every text: width, case, brackets, quotes and traditional characters are folded away."""

import re
import sys
import unicodedata
from functools import cache
from typing import Any

# Ideographs, their extensions, the numeral zero of dates and the repetition mark.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN_CHARACTER = re.compile(f"[{HAN}]")
# Ideographs that are seldom written, and signs in pictures.
_FIRST_RARE = 0x10000
# Zero-width and soft-hyphen characters that Word and web pages leave inside words.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")

_FOLDED = {
    **dict.fromkeys("〔[【〖{《〈「『⟨", "("),
    **dict.fromkeys("〕]】〗}》〉」』⟩", ")"),
    **dict.fromkeys("“”„‟〝〞«»", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b`\u00b4", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    # Typists write the zero of 二〇二四年 with whatever circle they find.
    **dict.fromkeys("\u25cb\u25ef", "\u3007"),
}

# What becomes several characters in a question, and the one sign of official texts that stays one when folded. A row of
# points is two of them in a question, as between dates.
_SIGNS = {
    **{unicodedata.normalize("NFKC", sign).lower(): sign for sign in "㎡㎥㎞㎏㎝㎜㎎℃№ⅡⅢⅣⅥⅦⅧⅨⅪⅫ⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"},
    "..": "……",
}
_LETTERS = sorted((key for key in _SIGNS if key.isalnum() and key[0].isalpha()), key=len, reverse=True)
_SIGN = re.compile(rf"(?<![a-z])(?:{'|'.join(_LETTERS)})(?![0-9a-z])|°c(?![a-z])|\.\.")
# Numbers of a list; most numbers are none.
_CIRCLED = re.compile(r"(?<![0-9])(?:1[0-9]|20)(?![0-9])")


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _folded(character: str) -> str:
    """One character always stays one."""
    wide = unicodedata.normalize("NFKC", character).lower()
    folded = wide if len(wide) == 1 else character
    folded = _FOLDED.get(folded, folded)
    if _HAN_CHARACTER.match(folded):
        simplified = _simplifier().convert(folded)
        return simplified if len(simplified) == 1 else folded
    return folded if folded.isprintable() else " "


@cache
def _changing() -> re.Pattern[str]:
    """Every character that folding changes, and all rare ones: most of a text is passed over without a look-up each."""
    common = map(chr, range(_FIRST_RARE))
    changed = "".join(character for character in common if _folded.__wrapped__(character) != character)
    return re.compile(f"[{re.escape(changed)}{chr(_FIRST_RARE)}-{chr(sys.maxunicode)}]")


def _folded_match(match: re.Match[str]) -> str:
    return _folded(match[0])


def fold(text: str) -> str:
    """The folded text, character for character: a position in it is a position in the original."""
    return _changing().sub(_folded_match, text)


def clean(text: str) -> str:
    """The text as it may be stored and shown: no control or invisible characters, blanks collapsed."""
    visible = " ".join(_INVISIBLE.sub("", text).split())
    return visible if visible.isprintable() else _printable(visible)


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def normalise(text: str) -> str:
    """The canonical text lexemes are made from; ligatures and unit signs (㎡) fall apart into letters."""
    folded = fold(_INVISIBLE.sub("", text))
    # Nearly every text is canonical once its characters are folded one by one.
    if unicodedata.is_normalized("NFKC", folded):
        return folded
    return fold(unicodedata.normalize("NFKC", folded).lower())


def with_signs(canonical: str) -> tuple[str, ...]:
    """Other spellings, with the signs that a folded text may have kept: 144m2以下 as 144㎡以下."""
    signed, circled = _SIGN.sub(_sign, canonical), _CIRCLED.sub(_sign, canonical)
    spellings = dict.fromkeys((signed, circled, _CIRCLED.sub(_sign, signed)))
    return tuple(spelling for spelling in spellings if spelling != canonical)


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[0]]


def searchable(text: str) -> bool:
    """Whether anything in the text can be looked for: a letter, a digit or an ideograph."""
    return any(character.isalnum() or _HAN_CHARACTER.match(character) for character in normalise(text))
