"""The words texts are made of: the whole dictionary of jieba with its frequencies, as rjieba carries it compressed."""

import ctypes
import ctypes.util
import re
from functools import cache
from itertools import accumulate
from pathlib import Path

import rjieba

_FRAME = b"\x28\xb5\x2f\xfd"
_ROOM = 16_000_000
_LINE = re.compile(r"([\u4e00-\u9fff]{1,8}) (\d+) ([a-z]+)")
# Words a sentence may begin or end with in any office; the rest of the dictionary says what the text is about.
_CONTENT = re.compile(r"n|ns|nt|nz|v|vn|a|an|b")


class NoDictionary(RuntimeError):
    """The dictionary could not be unpacked on this machine."""


class _Buffer(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("size", ctypes.c_size_t), ("at", ctypes.c_size_t))


class Vocabulary:
    """Words by frequency, and those that can be a document's subject."""

    def __init__(self, entries: list[tuple[str, int, str]]) -> None:
        entries.sort(key=lambda entry: (-entry[1], entry[0]))
        self.words = [word for word, _frequency, _kind in entries]
        self.weights = list(accumulate(frequency for _word, frequency, _kind in entries))
        self.subjects = [word for word, _frequency, kind in entries if len(word) > 1 and _CONTENT.match(kind)]


@cache
def vocabulary() -> Vocabulary:
    """Every word of one to eight ideographs: about 330,000."""
    entries = [(word, max(1, int(n)), kind) for word, n, kind in _LINE.findall(_dictionary_text())]
    if len(entries) < 300_000:
        raise NoDictionary("rjieba carries another dictionary than expected")
    return Vocabulary(entries)


def _dictionary_text() -> str:
    library = Path(rjieba.__file__).with_name("rjieba.abi3.so").read_bytes()
    at = library.find(_FRAME)
    while at >= 0:
        text = _unpacked(library[at:])
        if text.count(b" n\n") > 10_000:
            return text.decode()
        at = library.find(_FRAME, at + 1)
    raise NoDictionary("rjieba carries no compressed dictionary")


def _unpacked(data: bytes) -> bytes:
    """The zstd frame that `data` begins with; empty when it is none. Every Linux has libzstd, Python only from 3.14."""
    name = ctypes.util.find_library("zstd")
    if name is None:
        raise NoDictionary("libzstd is needed to unpack the dictionary (Debian: apt-get install libzstd1)")
    zstd = ctypes.CDLL(name)
    zstd.ZSTD_createDStream.restype = ctypes.c_void_p
    zstd.ZSTD_decompressStream.restype = ctypes.c_size_t
    zstd.ZSTD_decompressStream.argtypes = (ctypes.c_void_p, ctypes.POINTER(_Buffer), ctypes.POINTER(_Buffer))
    zstd.ZSTD_freeDStream.argtypes = (ctypes.c_void_p,)
    source, room = ctypes.create_string_buffer(data, len(data)), ctypes.create_string_buffer(_ROOM)
    given = _Buffer(ctypes.cast(source, ctypes.c_void_p), len(data), 0)
    taken = _Buffer(ctypes.cast(room, ctypes.c_void_p), _ROOM, 0)
    stream = zstd.ZSTD_createDStream()
    left = zstd.ZSTD_decompressStream(stream, ctypes.byref(taken), ctypes.byref(given))
    zstd.ZSTD_freeDStream(stream)
    return b"" if left else room.raw[: taken.at]
