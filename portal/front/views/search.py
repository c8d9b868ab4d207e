"""The search page: everything that decides what is shown stands in the address, so that it can be shared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.kernel.search import filters, selectors
from portal.kernel.search.normalise import clean
from portal.kernel.search.page import ORDERS, SearchPage

CRUMBS = (("搜索", ""),)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is public about the words asked for; a forged page mark is answered with 400."""
    found = selectors.search(
        text=request.GET.get("q", ""),
        filters={name: request.GET.get(name, "") for name in filters.NAMES},
        cursor=request.GET.get("cursor", ""),
        order=request.GET.get("order", ""),
    )
    context = {
        "crumbs": CRUMBS,
        "asked": clean(found.text)[:100],
        "found": found,
        "orders": [{"code": code, "label": label, "current": code == found.order} for code, label in ORDERS.items()],
        "chips": [{"name": chip.name, "label": chip.label, "value": chip.text} for chip in found.chosen],
        "advice": _advice(found),
        "hide_search": True,
        "is_later_page": bool(request.GET.get("cursor")),
    }
    return render(request, "front/search.html", context)


def _advice(found: SearchPage) -> str:
    """What to try when nothing was found."""
    if found.chosen:
        return "可以去掉上面的筛选条件再试。"
    return "请换一个说法、减少检索词，或者只输入文件标题中的几个字；发文字号的括号用哪一种都可以。"
