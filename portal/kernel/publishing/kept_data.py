"""Data of public pages kept by content version: the counts beside filters, what stands on the home page.

The law of a long list is that its page must not count it anew.

Only what everybody may see is kept; what a signed-in reader may see more of is counted for him alone.
"""

import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache

from portal.kernel.people.models import User
from portal.kernel.publishing import content_version

Data = TypeVar("Data")
# After a release one reader asks and the others wait for it, these many seconds at most.
MOST_WAITED = 3
PAUSE = 0.05


def kept_data(
    name: str,
    *,
    chosen: Mapping[str, str],
    reader: User | None,
    on: date,
    make: Callable[[], Data],
    version: int | None = None,
) -> Data:
    """What `make` found for these choices on this day, at the present content version.

    A door that has looked for the version already hands it in: it was read before the data, so it is never too new.
    """
    if reader is not None or not settings.COUNTS_CACHE_SECONDS:
        return make()
    number = content_version.current() if version is None else version
    parts = (name, sorted(chosen.items()), on.isoformat(), number)
    key = f"data:{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"
    kept: Data | None = cache.get(key)
    if kept is None and not cache.add(f"{key}:making", 1, MOST_WAITED):
        kept = _awaited(key)
    if kept is None:
        kept = make()
        cache.set(key, kept, settings.COUNTS_CACHE_SECONDS)
    return kept


def _awaited(key: str) -> Any:
    """What another reader's request is asking for just now; nothing when that takes too long."""
    until = time.monotonic() + MOST_WAITED
    while time.monotonic() < until:
        time.sleep(PAUSE)
        kept = cache.get(key)
        if kept is not None:
            return kept
    return None
