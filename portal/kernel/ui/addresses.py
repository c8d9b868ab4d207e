"""Addresses of many things of one sort: the form is looked up once, the key put in for each."""

from collections.abc import Callable
from functools import lru_cache

from django.urls import get_script_prefix, reverse

# A key no row has; it marks the place.
_MARK = 9_000_000_000_000_000_001


def address_of(name: str) -> Callable[[int], str]:
    """`address_of("policies:detail")(7)`: as `reverse`, for a path whose only argument is the key."""
    return _formed(name, get_script_prefix())


@lru_cache(maxsize=128)
def _formed(name: str, prefix: str) -> Callable[[int], str]:
    before, _, after = reverse(name, args=[_MARK]).partition(str(_MARK))
    return lambda key: f"{before}{key}{after}"
