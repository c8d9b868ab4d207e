"""Xapian through child processes, since Debian's binding belongs to Debian's Python; skipped where it is missing."""

import json
import os
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.search import tables
from benchmarks.search.questions import Question
from benchmarks.search.rivals import bytes_in

_PYTHON = "/usr/bin/python3"
_BATCH = 500
_CHILD = Path(__file__).with_name("xapian_child.py")
# Written by so many processes, one share each: it has no threads. Searched together.
_SHARES = 2
# Documents kept in memory before they are written, about 80 kB each; with its own 10,000 it writes the index too often.
_FLUSHED = 25_000

Child = subprocess.Popen[str]


class Xapian:
    """Pairs of characters by its own splitting of Chinese, BM25, facets by counting values of all matches."""

    name = "Xapian"
    asked_at_most = 10_000

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "xapian"
        self.reader: Child | None = None

    @staticmethod
    def is_installed() -> bool:
        with suppress(OSError):
            return subprocess.run([_PYTHON, "-c", "import xapian"], capture_output=True, check=False).returncode == 0
        return False

    def build(self) -> float | None:
        started = time.perf_counter()
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        writers = [_start("write", str(share)) for share in self._shares()]
        fields = ("pk", "title", "sign", "body", "kind", "published_on", "column_id", "department_id", "topic_id")
        batch: list[Any] = []
        sent = 0
        for number, title, sign, body, kind, day, column, department, topic in tables.rows(fields):
            batch.append([number, title, sign, body, [kind, day.year, column, department, topic, day.isoformat()]])
            if len(batch) == _BATCH:
                _send(writers[sent % _SHARES], {"add": batch})
                batch, sent = [], sent + 1
        _send(writers[sent % _SHARES], {"add": batch})
        for writer in writers:
            _send(writer, {"commit": True})
        for writer in writers:
            _read(writer)
            _end(writer)
        self.open()
        return time.perf_counter() - started

    def open(self) -> bool:
        """An index built earlier."""
        if self.reader is None and all(share.exists() for share in self._shares()):
            self.reader = _start("read", *map(str, self._shares()))
        return self.reader is not None

    def size(self) -> int:
        return bytes_in(self.folder)

    def ask(self, question: Question) -> list[int]:
        return self._answered(question)[1:]

    def count(self, question: Question) -> int:
        return self._answered(question)[0]

    def _answered(self, question: Question) -> list[int]:
        terms = [
            f"XK{value.removeprefix('bench.')}" if name == "kind" else f"XY{value}"
            for name, value in question.filters.items()
        ]
        # A run of pairs in quotes is a phrase; without them its pairs may stand anywhere.
        text = " ".join(f'"{piece}"' for piece in question.text.replace('"', "").split())
        assert self.reader is not None
        _send(self.reader, {"ask": {"text": text, "terms": terms}})
        return list(_read(self.reader))

    def close(self) -> None:
        if self.reader is not None:
            _end(self.reader)
            self.reader = None

    def _shares(self) -> list[Path]:
        return [self.folder / str(number) for number in range(_SHARES)]


def _start(*arguments: str) -> Child:
    environment = {**os.environ, "XAPIAN_FLUSH_THRESHOLD": str(_FLUSHED)}
    return subprocess.Popen(
        [_PYTHON, str(_CHILD), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )


def _send(child: Child, command: dict[str, Any]) -> None:
    assert child.stdin is not None
    child.stdin.write(json.dumps(command) + "\n")
    child.stdin.flush()


def _read(child: Child) -> Any:
    assert child.stdout is not None
    return json.loads(child.stdout.readline())


def _end(child: Child) -> None:
    assert child.stdin is not None
    child.stdin.close()
    child.wait(timeout=60)
