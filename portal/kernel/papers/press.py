"""The public words of this room: `pdf(paper)`, `word(paper)`, `text(paper)`."""

import logging
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path

from portal.kernel.papers import codes
from portal.kernel.papers.layout import Pictures, as_json, body_of, pictures_of
from portal.kernel.papers.paper import Paper
from portal.kernel.papers.reading import plain_lines
from portal.kernel.papers.wordfile import write_word

logger = logging.getLogger(__name__)

#: Seconds after which a document is given up; a thousand articles take four, a table of 15,000 cells five.
TIME_LIMIT = 20
#: So many documents are set at once in one worker process; the others wait, within the same limit.
_seats = threading.BoundedSemaphore(2)
_HERE = Path(__file__).parent


class PaperJam(RuntimeError):
    """The document cannot be set on paper; its page and its plain text stay readable."""


def pdf(paper: Paper) -> bytes:
    """The paper as tagged, archivable PDF (PDF/A-2a, PDF/UA-1), set by a process that can be stopped."""
    end = time.monotonic() + TIME_LIMIT
    pictures = pictures_of(paper)
    failure = ""
    # A picture that cannot be decoded spoils the whole document; without pictures it is still the text.
    for chosen in (pictures, {}) if pictures else ({},):
        made, failure = _seated(paper, chosen, until=end)
        if made:
            return made
    logger.warning("papers.pdf_failed", extra={"title": paper.title[:80], "failure": failure[:500]})
    raise PaperJam("该文档暂时无法转换为 PDF")


def word(paper: Paper) -> bytes:
    """The paper as a Word document in the same look."""
    try:
        return write_word(paper, until=time.monotonic() + TIME_LIMIT)
    except TimeoutError:
        logger.warning("papers.word_failed", extra={"title": paper.title[:80]})
        raise PaperJam("该文档暂时无法转换为 Word") from None


def text(paper: Paper) -> str:
    """The words alone, a paragraph a line."""
    facts = [f"{label}：{value}" for label, value in paper.rows if value]
    head = [line for line in (paper.title, paper.number, *facts) if line]
    return "\n".join(head) + "\n\n" + "\n\n".join(plain_lines(body_of(paper))) + "\n"


def _seated(paper: Paper, pictures: Pictures, *, until: float) -> tuple[bytes, str]:
    if not _seats.acquire(timeout=max(until - time.monotonic(), 0)):
        return b"", "no seat"
    try:
        return _set(paper, pictures, seconds=until - time.monotonic())
    finally:
        _seats.release()


def _set(paper: Paper, pictures: Pictures, *, seconds: float) -> tuple[bytes, str]:
    """The PDF, or nothing and what went wrong."""
    if seconds < 1:
        return b"", "no time left"
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        _lay_out(folder, paper, pictures)
        command = [sys.executable, "-I", str(_HERE / "typeset.py"), name, _fonts(), str(int(seconds)), _made_at(paper)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603  our own program
        except subprocess.TimeoutExpired:
            return b"", "out of time"
        result = folder / "paper.pdf"
        made = result.read_bytes() if done.returncode == 0 and result.exists() else b""
        return made, done.stderr.decode(errors="replace")


def _lay_out(folder: Path, paper: Paper, pictures: Pictures) -> None:
    (folder / "look.typ").write_bytes((_HERE / "look.typ").read_bytes())
    (folder / "paper.json").write_text(as_json(paper, pictures=pictures), encoding="utf-8")
    if paper.address:
        (folder / "code.png").write_bytes(codes.png(paper.address))
    for name, content in pictures.values():
        (folder / name).write_bytes(content)


def _fonts() -> str:
    import pylopdf_fonts_zh_cn

    return str(Path(pylopdf_fonts_zh_cn.__file__).parent)


def _made_at(paper: Paper) -> str:
    """The same document is the same bytes: its own date stands for the hour of printing."""
    day = paper.formed_on or date(1970, 1, 1)
    return str(int(datetime.combine(day, clock.min, tzinfo=UTC).timestamp()))
