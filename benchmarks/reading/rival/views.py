"""Search. Wagtail's database backend cuts text into words at spaces and finds 0 of these documents in Chinese.

What a Wagtail site in Chinese does without a second server is to ask the database for the characters themselves:
`icontains`, the title before the text, the newest first.
"""

import re
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from rival.facets import SEARCH_FACETS, chips, facets, narrowed
from rival.models import PAGE_SIZE, PaperPage

AROUND = 60


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    chosen = {name: request.GET.get(name, "") for name in SEARCH_FACETS}
    matching = PaperPage.objects.live()
    for word in words.split():
        matching = matching.filter(Q(title__icontains=word) | Q(number__icontains=word) | Q(body__icontains=word))
    if not words:
        matching = matching.none()
    rank = Case(When(title__icontains=words, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = narrowed(matching, chosen).annotate(rank=rank).order_by("rank", "-issued_on", "-pk")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "hits": [_hit(each, words) for each in page],
        "words": words,
        "facets": facets("search", matching, chosen, SEARCH_FACETS, words),
        "chips": chips(chosen),
    }
    return render(request, "rival/search.html", context)


def _hit(paper: PaperPage, words: str) -> dict[str, Any]:
    pattern = re.compile("|".join(re.escape(word) for word in words.split()), re.IGNORECASE)
    text = " ".join(strip_tags(paper.body).split())
    at = match.start() if (match := pattern.search(text)) else 0
    start = max(at - AROUND, 0)
    return {
        "paper": paper,
        "title": _marked(paper.title, pattern),
        "snippet": _marked(text[start : at + AROUND * 2], pattern),
    }


def _marked(text: str, pattern: re.Pattern[str]) -> SafeString:
    """The words that were looked for, marked in a text that is escaped piece by piece."""
    pieces, at = [], 0
    for match in pattern.finditer(text):
        pieces += [escape(text[at : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        at = match.end()
    return mark_safe("".join([*pieces, escape(text[at:])]))  # noqa: S308 - escaped above
