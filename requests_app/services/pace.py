"""Slowing down those who send or guess too often; counted in the cache, by the rates of the API throttles."""

import hashlib
import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
RATES = {
    "requests": "20/hour",
    "drafts": "60/hour",
    "uploads": "60/hour",
    "lookup": "30/hour",
    # Wrong secrets for one number: few from one address; many from everywhere, so that nobody locks out its holder.
    "number": "10/hour",
    "number_anywhere": "300/hour",
    # Searching: tables taken away, subscriptions asked for, opened hits counted.
    "exports": "20/hour",
    "subscriptions": "10/hour",
    "opened": "600/hour",
}


class TooFast(Exception):
    """Too many attempts; `wait` is the number of seconds until the next one is heard."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"操作过于频繁，请在{max(1, -(-wait // 60))}分钟后再试。")
        self.wait = wait


def spend(scope: str, who: str, *, at: datetime) -> None:
    """Counts one attempt and raises TooFast beyond the rate."""
    limit, seconds = _rate(scope)
    moment = int(at.timestamp())
    if _count(scope, who, moment // seconds, seconds) > limit:
        raise TooFast(seconds - moment % seconds)


def check(scope: str, who: str, *, at: datetime) -> None:
    """Raises TooFast when the attempts are used up, without counting this one."""
    limit, seconds = _rate(scope)
    moment = int(at.timestamp())
    try:
        used = cache.get(_key(scope, who, moment // seconds), 0)
    except Exception:  # noqa: BLE001 - a lost cache degrades, it does not fail
        logger.warning("pace_cache_away")
        return
    if used >= limit:
        raise TooFast(seconds - moment % seconds)


def _count(scope: str, who: str, window: int, seconds: int) -> int:
    key = _key(scope, who, window)
    try:
        cache.add(key, 0, timeout=seconds)
        return int(cache.incr(key))
    except Exception:  # noqa: BLE001 - a lost cache degrades, it does not fail
        logger.warning("pace_cache_away")
        return 0


def _key(scope: str, who: str, window: int) -> str:
    """Neither an address nor a number of a request is kept in the cache, only its fingerprint."""
    return f"requests:pace:{scope}:{hashlib.sha256(who.encode()).hexdigest()[:32]}:{window}"


def _rate(scope: str) -> tuple[int, int]:
    rates: Any = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    limit, unit = str(rates.get(scope) or RATES[scope]).split("/")
    return int(limit), _SECONDS[unit[0]]
