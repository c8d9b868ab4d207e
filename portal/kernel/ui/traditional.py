"""「繁體」: a finished page in traditional characters. Words are converted, what is copied or sent back is not."""

import re
from functools import cache
from typing import Any

# Between two pieces of text that are converted in one call; it stands in no page and no dictionary.
_SEAM = "\ue000"
_MARKUP = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|<!.*?>", re.DOTALL)
_SPOKEN = re.compile(r"(\s(?:alt|title|placeholder|aria-label|aria-description|data-reason)=\")([^\"]*)(?=\")")
_PLAIN = re.compile(r"\s(?:translate=[\"']?no\b|data-plain(?=[\s=/]|$))", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
# What is code, what the reader typed, and what a browser sends back as it stands.
_UNTOUCHED = frozenset({"script", "style", "pre", "code", "kbd", "samp", "textarea"})
# The terms of mainland law where the dictionary follows the usage of Taiwan.
_TERMS = (("複議", "復議"), ("批覆", "批復"), ("答覆", "答復"), ("回覆", "回復"))
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def to_traditional(html: str) -> str:
    """Text nodes and spoken attributes in traditional characters.

    Left as they stand: addresses, values and ids; scripts, code and what stands in a text area; every element marked
    `translate="no"` or `data-plain`, with all that is in it; an option without a value, whose text is its value.
    """
    pieces = _pieces(html)
    words = [index for index, (is_text, piece) in enumerate(pieces) if is_text and _HAN.search(piece)]
    texts = [piece for _, piece in pieces]
    for index, text in zip(words, _converted([texts[index] for index in words]), strict=True):
        texts[index] = text
    return "".join(texts)


def _converted(texts: list[str]) -> list[str]:
    joined = _SEAM.join(texts)
    if joined.count(_SEAM) != len(texts) - 1:
        return [_convert(text) for text in texts]
    return _convert(joined).split(_SEAM)


def _convert(text: str) -> str:
    converted = str(_converter().convert(text))
    for word, term in _TERMS:
        converted = converted.replace(word, term)
    return converted


@cache
def _converter() -> Any:
    """The dictionaries take a tenth of a second to load; a converter may be used by several threads."""
    import opencc

    return opencc.OpenCC("s2tw")


def _pieces(html: str) -> list[tuple[bool, str]]:
    """The page cut into what is converted and what is not."""
    pieces: list[tuple[bool, str]] = []
    at, closing, depth = 0, "", 0
    for found in _MARKUP.finditer(html):
        if at < found.start():
            pieces.append((not closing, html[at : found.start()]))
        at = found.end()
        ends, name = found[1], (found[2] or "").lower()
        if closing:
            pieces.append((False, found[0]))
            # Inside something untouched only its own name is counted; a script ends at the first end tag.
            if name == closing:
                depth += -1 if ends else 1
            closing = closing if depth else ""
            continue
        attributes = found[3] or ""
        if name and not ends and _is_untouched(name, attributes):
            pieces.append((False, found[0]))
            if name not in _VOID:
                closing, depth = name, 1
        else:
            pieces += _spoken(found[0]) if attributes else [(False, found[0])]
    pieces.append((not closing, html[at:]))
    return pieces


def _is_untouched(name: str, attributes: str) -> bool:
    if name in _UNTOUCHED or (name == "option" and "value=" not in attributes):
        return True
    return bool(attributes) and _PLAIN.search(attributes) is not None


def _spoken(tag: str) -> list[tuple[bool, str]]:
    """A tag with the attributes that are read aloud or shown."""
    pieces, at = [], 0
    for found in _SPOKEN.finditer(tag):
        pieces += [(False, tag[at : found.start(2)]), (True, found[2])]
        at = found.end(2)
    return [*pieces, (False, tag[at:])]
