"""Counting what is looked for without making anybody wait: kept in the process, written every few seconds.

A crash loses seconds of counts, never an answer. What looks like personal data is not even kept for a moment.
"""

import atexit
import logging
import os
import re
import threading
from collections import Counter
from datetime import date

from django.conf import settings
from django.core import signing
from django.db import connection

from portal.kernel.rules.identity import find_personal_data
from portal.kernel.search.normalise import normalise, searchable
from portal.kernel.search.services import insight
from portal.kernel.search.services.insight import Count

logger = logging.getLogger(__name__)

LONGEST = 40
# More different wordings than this between two writings is a flood, not interest.
MOST_KEPT = 5_000
SALT = "portal.search.opened"
_SECONDS = 10
_MARK_AGE = 24 * 3600
# Numbers of people and accounts have seven digits and more; those of documents have fewer in a row.
_LONG_NUMBER = re.compile(r"\d{7}")


def countable(text: str) -> str:
    """The wording under which a search is counted; empty when it is better not written down."""
    words = " ".join(normalise(text).split())
    together = "".join(words.split())
    if not searchable(words) or len(words) > LONGEST or "@" in words or _LONG_NUMBER.search(together.replace("-", "")):
        return ""
    return "" if find_personal_data(words) or find_personal_data(together) else words


class Tally:
    """Counts of this process that are not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._searches: Counter[tuple[date, str]] = Counter()
        self._empty: Counter[tuple[date, str]] = Counter()
        self._opened: Counter[tuple[date, str]] = Counter()
        self._writer: threading.Thread | None = None
        self._stop = threading.Event()
        self._pid = 0

    def searched(self, text: str, *, found: bool, on: date) -> None:
        """Counts one search."""
        words = countable(text)
        if not words:
            return
        with self._lock:
            if len(self._searches) >= MOST_KEPT and (on, words) not in self._searches:
                return
            self._searches[on, words] += 1
            self._empty[on, words] += not found
        self._start()

    @staticmethod
    def mark(text: str, *, on: date) -> str:
        """What a page of results bears, by which an opened hit is counted to its search; nothing for what is not."""
        words = countable(text)
        return signing.dumps([on.isoformat(), words], salt=SALT, compress=True) if words else ""

    def opened(self, mark: str) -> bool:
        """Counts an opened hit; only marks that a page of results bore are believed."""
        try:
            day, words = signing.loads(mark, salt=SALT, max_age=_MARK_AGE)
        except signing.BadSignature:
            return False
        with self._lock:
            self._opened[date.fromisoformat(day), words] += 1
        self._start()
        return True

    def write(self) -> int:
        """Writes what was counted since the last time; says how many rows."""
        with self._lock:
            searches, empty, opened = self._searches, self._empty, self._opened
            self._searches, self._empty, self._opened = Counter(), Counter(), Counter()
        keys = sorted(searches.keys() | opened.keys())
        insight.add([Count(*key, searches[key], empty[key], opened[key]) for key in keys])
        return len(keys)

    def _start(self) -> None:
        if not getattr(settings, "SEARCH_TALLY", True):
            return
        with self._lock:
            if self._pid != os.getpid() or self._writer is None or not self._writer.is_alive():
                self._pid = os.getpid()
                self._stop = threading.Event()
                self._writer = threading.Thread(target=self._write_for_ever, name="search-tally", daemon=True)
                self._writer.start()
                atexit.register(self._stop.set)

    def _write_for_ever(self) -> None:
        while not self._stop.wait(_SECONDS):
            try:
                self.write()
            except Exception:  # noqa: BLE001 - whatever ails the database, searching goes on
                logger.warning("search_tally_lost")
            finally:
                connection.close()


tally = Tally()
