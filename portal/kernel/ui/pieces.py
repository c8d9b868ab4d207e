"""Pieces of pages that are the same whenever they say the same: rendered once per process for each set of values.

A piece sees nothing but the values it is given, no request and no reader; so the values are its whole key, and nobody
can be shown a piece made for somebody else. Changed data are other values and make another piece.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from django.template import Context
from django.template.engine import Engine
from django.utils.safestring import SafeString

MOST_KEPT = 1024
# In characters. Longer ones are rendered each time: nobody fills the memory by asking for them.
LONGEST = 40_000

_kept: OrderedDict[Hashable, SafeString] = OrderedDict()
_lock = Lock()


def piece(name: str, **given: Any) -> SafeString:
    """The component `name` with these values; values that cannot be a key are rendered anew."""
    template = Engine.get_default().get_template(name)
    # Text that is safe equals the same text that is not: the type belongs to the key.
    key = (template, *((word, type(value), value) for word, value in given.items()))
    try:
        found = _kept.get(key)
    except TypeError:
        return template.render(Context(given))
    if found is None:
        found = template.render(Context(given))
        if len(found) <= LONGEST:
            _keep(key, found)
    return found


def _keep(key: Hashable, made: SafeString) -> None:
    """The oldest makes room; which one it is matters less than that reading needs no lock."""
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
