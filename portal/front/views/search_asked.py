"""What a search address asks for: the same words for the page, the export, the feed and the subscription."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from portal.kernel.search import filters
from portal.kernel.search.normalise import clean
from portal.kernel.ui import moment

LONGEST = 100
_EXACT = "exact"


def question(request: HttpRequest) -> dict[str, Any]:
    """The arguments of `selectors.search` that decide what is found."""
    return {**words(request), "with_synonyms": not _is_exact(request)}


def words(request: HttpRequest) -> dict[str, Any]:
    """What was typed and chosen: a subscription, which is told of synonyms too."""
    return {
        "text": request.GET.get("q", ""),
        "filters": {name: request.GET.get(name, "") for name in filters.NAMES},
        "on": moment.today(),
    }


def address(request: HttpRequest) -> str:
    """The question as a query string, without page and order: what exports, feeds and subscriptions are made of."""
    pairs = [(name, request.GET.get(name, "").strip()) for name in ("q", *filters.NAMES)]
    asked = [(name, value) for name, value in pairs if value]
    return urlencode([*asked, (_EXACT, "1")] if asked and _is_exact(request) else asked)


def _is_exact(request: HttpRequest) -> bool:
    """Synonyms are looked for too, unless the reader has said no."""
    return request.GET.get(_EXACT) == "1"


def shown_words(text: str) -> str:
    """The words as they may stand in a heading."""
    return clean(text)[:LONGEST]
