"""The search page: everything that decides what is shown stands in the address, so that it can be shared."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.front.views import search_asked
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.kept_pages import RESULTS_HEADER
from portal.kernel.search import query, selectors
from portal.kernel.search.page import ORDERS, Chosen, SearchPage
from portal.kernel.search.tally import tally
from portal.kernel.ui import moment

CRUMBS = (("搜索", ""),)


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """What is public about the words asked for; a page rendered for somebody before counts as a search all the same."""
    response = _results(request)
    if response.status_code == 200 and RESULTS_HEADER in response and not request.GET.get("cursor"):
        found = response[RESULTS_HEADER] != "none"
        tally.searched(request.GET.get("q", ""), found=found, on=moment.today())
    return response


@public_page
def _results(request: HttpRequest) -> HttpResponse:
    """A forged page mark is answered with 400."""
    cursor = request.GET.get("cursor", "")
    found = selectors.search(**search_asked.question(request), cursor=cursor, order=request.GET.get("order", ""))
    asked = search_asked.shown_words(found.text)
    context = {
        "crumbs": CRUMBS,
        "asked": asked,
        "found": found,
        "orders": [{"code": code, "label": label, "current": code == found.order} for code, label in ORDERS.items()],
        "chips": [_chip(request, chip) for chip in found.chosen],
        "clear_url": _without_filters(found, asked),
        "question": search_asked.address(request),
        "advice": _advice(found),
        "hide_search": True,
        "is_later_page": bool(cursor),
        "is_start": not (asked or found.chosen or cursor),
        "counted": _counted(found, is_first=not cursor),
    }
    response = render(request, "front/search.html", context)
    response[RESULTS_HEADER] = "some" if found.total else "none"
    return response


def _counted(found: SearchPage, *, is_first: bool) -> str:
    """Where the browser tells that a hit was opened; nothing for what is not counted."""
    if not is_first or not found.text.strip():
        return ""
    mark = tally.mark(found.text, on=moment.today())
    return reverse("front:search-opened", args=[mark]) if mark else ""


def _chip(request: HttpRequest, chip: Chosen) -> dict[str, str]:
    """A filter typed among the words is taken out of them; any other leaves the address."""
    shown = {"name": chip.name, "label": chip.label, "value": chip.text}
    typed = " ".join(request.GET.get("q", "").split())
    words = query.without_names(typed, chip.name)
    if words == typed:
        return shown
    kept = [(name, value) for name, value in request.GET.items() if name not in {"q", "cursor", chip.name}]
    return shown | {"url": f"?{urlencode([('q', words), *kept])}"}


def _without_filters(found: SearchPage, asked: str) -> str:
    words = query.without_names(asked)
    return f"?{urlencode({'q': words})}" if len(found.chosen) > 1 and words else ""


def _advice(found: SearchPage) -> str:
    """What to try when nothing was found."""
    if found.chosen:
        return "可以去掉上面的筛选条件再试。"
    return "请换一个说法、减少检索词，或者只输入文件标题中的几个字；发文字号的括号用哪一种都可以。"
