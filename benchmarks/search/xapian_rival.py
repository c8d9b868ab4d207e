"""Xapian through a child process, since Debian's binding belongs to Debian's Python; skipped where it is missing."""

import json
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


class Xapian:
    """Pairs of characters by its own splitting of Chinese, BM25, facets by counting values of all matches."""

    name = "Xapian"
    asked_at_most = 10_000

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "xapian"
        self.child: Any = None

    @staticmethod
    def is_installed() -> bool:
        with suppress(OSError):
            return subprocess.run([_PYTHON, "-c", "import xapian"], capture_output=True, check=False).returncode == 0
        return False

    def build(self) -> float | None:
        started = time.perf_counter()
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._start()
        fields = ("pk", "title", "sign", "body", "kind", "published_on", "column_id", "department_id", "topic_id")
        batch: list[Any] = []
        for number, title, sign, body, kind, day, column, department, topic in tables.rows(fields):
            batch.append([number, title, sign, body, [kind, day.year, column, department, topic, day.isoformat()]])
            if len(batch) == _BATCH:
                self._send({"add": batch})
                batch = []
        self._send({"add": batch})
        self._answer({"commit": True})
        return time.perf_counter() - started

    def open(self) -> bool:
        """An index built earlier."""
        if self.child is None and self.folder.exists():
            self._start()
        return self.child is not None

    def size(self) -> int:
        return bytes_in(self.folder)

    def ask(self, question: Question) -> list[int]:
        terms = [
            f"XK{value.removeprefix('bench.')}" if name == "kind" else f"XY{value}"
            for name, value in question.filters.items()
        ]
        # A run of pairs in quotes is a phrase; without them its pairs may stand anywhere.
        text = " ".join(f'"{piece}"' for piece in question.text.replace('"', "").split())
        return list(self._answer({"ask": {"text": text, "terms": terms}}))

    def close(self) -> None:
        if self.child is not None:
            self.child.stdin.close()
            self.child.wait(timeout=60)
            self.child = None

    def _start(self) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.child = subprocess.Popen(
            [_PYTHON, str(_CHILD), str(self.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _send(self, command: dict[str, Any]) -> None:
        self.child.stdin.write(json.dumps(command) + "\n")
        self.child.stdin.flush()

    def _answer(self, command: dict[str, Any]) -> Any:
        self._send(command)
        return json.loads(self.child.stdout.readline())
