"""Copies that were made once: found again by what they say, so a changed word or a passed day is a new copy."""

import hashlib
import logging
from collections.abc import Callable
from functools import cache as once
from pathlib import Path

from django.core.cache import caches

from portal.kernel.papers.paper import Paper
from portal.kernel.papers.press import PaperJam

logger = logging.getLogger(__name__)

KEPT_SECONDS = 7 * 24 * 3600
#: After a jam the next reader is told at once; a quarter of an hour later it is tried anew.
JAMMED_SECONDS = 900
JAMMED = b"jammed"


def kept(paper: Paper, make: Callable[[Paper], bytes]) -> bytes:
    """The copy that `press.pdf` or `press.word` makes; whether the reader may have it was asked before."""
    shelf, place = caches["papers"], _place(paper, make.__name__)
    found: bytes | None = shelf.get(place)
    if found == JAMMED:
        raise PaperJam("该文档暂时无法转换")
    if found is not None:
        return found
    try:
        made = make(paper)
    except PaperJam:
        shelf.set(place, JAMMED, JAMMED_SECONDS)
        raise
    shelf.set(place, made, KEPT_SECONDS)
    return made


def _place(paper: Paper, kind: str) -> str:
    return hashlib.sha256(f"{kind}\0{_look()}\0{paper!r}".encode(errors="replace")).hexdigest()


@once
def _look() -> str:
    """A changed look makes every copy anew."""
    room = Path(__file__).parent
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(room.glob("*.[pt]y*")))).hexdigest()
