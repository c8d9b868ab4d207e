"""File names fit to be shown, stored and sent."""

import re
import unicodedata

MAX_LENGTH = 120
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def clean_name(name: str) -> str:
    """Without path, control and direction characters, composed, at most 120 characters; empty when nothing is left."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    tidy = re.sub(r"\s+", " ", _FORBIDDEN.sub("", last)).strip(" .")
    if len(tidy) <= MAX_LENGTH:
        return tidy
    stem, dot, extension = tidy.rpartition(".")
    if not dot or len(extension) > 10:
        return tidy[:MAX_LENGTH]
    return stem[: MAX_LENGTH - len(extension) - 1] + dot + extension


def extension_of(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""
