"""Bytes to text: UTF-8 first; GB18030 only when it fits without a flaw, and then it is said."""

from portal.front.importing.source import Unreadable

_LARGEST = 50 * 1024 * 1024
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v")


def checked(content: bytes) -> bytes:
    """Refuses what no reader needs to look at."""
    if not content.strip():
        raise Unreadable("文件是空的")
    if len(content) > _LARGEST:
        raise Unreadable("文件超过 50 MB")
    return content


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and a remark when it was not UTF-8."""
    try:
        return _plausible(content.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        raise Unreadable("文字编码不是 UTF-8，也不是 GB18030，无法读取") from None
    return _plausible(text, mostly_chinese=True), ("文字编码为 GB18030，已转换",)


def _plausible(text: str, *, mostly_chinese: bool = False) -> str:
    if any(ord(character) < 32 and character not in _ALLOWED_CONTROLS for character in text):
        raise Unreadable("文件含有控制字符，不是文本文件")
    letters = [character for character in text if not character.isspace() and not character.isascii()]
    if mostly_chinese and sum(_is_usual(character) for character in letters) < 0.9 * len(letters):
        # Any other single-byte encoding turns into rare ideographs when it is read as GB18030.
        raise Unreadable("文字编码不是 UTF-8，也不像 GB18030，无法读取")
    return text


def _is_usual(character: str) -> bool:
    """In GB 2312, which holds what official texts are written with."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "〔〕—·“”‘’…\u25cb\u3007"
    return True
