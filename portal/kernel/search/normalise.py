"""One spelling for every text: width, case, brackets, quotes and traditional characters are folded away."""

import re
import unicodedata
from functools import cache
from typing import Any

# Ideographs, their extensions, the numeral zero of dates and the repetition mark.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN_CHARACTER = re.compile(f"[{HAN}]")
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


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


class _Folding(dict[int, str]):
    """Code point → folded character, worked out once per character; one character always stays one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        wide = unicodedata.normalize("NFKC", character).lower()
        folded = wide if len(wide) == 1 else character
        folded = _FOLDED.get(folded, folded)
        if _HAN_CHARACTER.match(folded):
            simplified = _simplifier().convert(folded)
            folded = simplified if len(simplified) == 1 else folded
        elif not folded.isprintable():
            folded = " "
        self[code] = folded
        return folded


_folding = _Folding()


def fold(text: str) -> str:
    """The folded text, character for character: a position in it is a position in the original."""
    return text.translate(_folding)


def clean(text: str) -> str:
    """The text as it may be stored and shown: no control or invisible characters, blanks collapsed."""
    visible = " ".join(_INVISIBLE.sub("", text).split())
    return visible if visible.isprintable() else _printable(visible)


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def normalise(text: str) -> str:
    """The canonical text lexemes are made from; ligatures and unit signs (㎡) fall apart into letters."""
    folded = _INVISIBLE.sub("", text).translate(_folding)
    # Nearly every text is canonical once its characters are folded one by one.
    if unicodedata.is_normalized("NFKC", folded):
        return folded
    return unicodedata.normalize("NFKC", folded).lower().translate(_folding)


def searchable(text: str) -> bool:
    """Whether anything in the text can be looked for: a letter, a digit or an ideograph."""
    return any(character.isalnum() or _HAN_CHARACTER.match(character) for character in normalise(text))
