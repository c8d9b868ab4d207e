"""How to reach somebody, and which characters a person can type."""

import re
import unicodedata

_MOBILE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
_FIXED = re.compile(r"0[0-9]{2,3}[2-9][0-9]{6,7}(?:转?[0-9]{1,6})?")
_SERVICE = re.compile(r"(?:400|800)[0-9]{7}")
_ABROAD = re.compile(r"\+(?!86)[1-9][0-9]{6,14}")
_ALLOWED_CONTROLS = frozenset("\n\r\t")
_DIRECTION_CHANGES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What copying from a page leaves behind; nobody sees it and nobody means it.
_INVISIBLE = str.maketrans("", "", "\u200b\u2060\ufeff\u00ad")


class InvalidContact(ValueError):
    """The number cannot be right; the message is what the person who typed it reads."""


def check_phone(text: str) -> str:
    """The telephone number without separators; raises InvalidContact."""
    number = re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", text))
    if any(pattern.fullmatch(number) for pattern in (_MOBILE, _FIXED, _SERVICE, _ABROAD)):
        return number
    raise InvalidContact("电话号码不正确：手机号码为11位，固定电话请加区号，例如 021-12345678")


def tidy(text: str) -> str:
    """The text without the invisible characters that copying leaves behind."""
    return text.translate(_INVISIBLE)


def unprintable(text: str) -> bool:
    """Whether a text holds control or direction-changing characters; rare characters of names are fine."""
    return any(
        (unicodedata.category(character) in {"Cc", "Cs"} and character not in _ALLOWED_CONTROLS)
        or character in _DIRECTION_CHANGES
        for character in text
    )
