"""One reader for each kind of file, chosen by the file's ending."""

from collections.abc import Callable
from pathlib import PurePosixPath

from portal.front.importing.decoding import checked
from portal.front.importing.readers import html, markdown, text, word
from portal.front.importing.source import Reading, Unreadable

_READERS: dict[str, Callable[[bytes], Reading]] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": word.read,
}


def is_supported(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _READERS


def read(name: str, content: bytes) -> Reading:
    """The file as a reading with a text; raises `Unreadable`."""
    reading = _READERS[PurePosixPath(name).suffix.lower()](checked(content))
    if not any(line.strip() for line in reading.lines):
        raise Unreadable("文件没有正文")
    return reading
