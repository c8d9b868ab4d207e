"""The openness platform: its front, its columns."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from disclosure import selectors as disclosure
from portal.front import openness
from portal.front.platform_tree import platform_tree
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.reader import reader_of
from portal.kernel.taxonomy.selectors import column_tree
from portal.kernel.ui.face import identity
from portal.kernel.ui.moment import now
from portal.kernel.ui.pagination import keyset_page


@public_page
def platform(request: HttpRequest) -> HttpResponse:
    """指南 → 制度 → 法定主动公开内容 → 年报, then what was published last."""
    at, columns = now(), column_tree()
    return render(
        request,
        "front/platform.html",
        {
            "crumbs": [("政府信息公开", "")],
            "tree": platform_tree("platform", columns),
            "sections": openness.sections(columns, at=at),
            "guide": _guide(request),
            "latest": disclosure.recent(at=at, limit=8),
        },
    )


@public_page
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """One column with everything under it, newest first, of all years or of one."""
    at, columns = now(), column_tree()
    branch = openness.branch_of(columns, slug)
    if branch is None:
        raise Http404
    items = disclosure.public_items(at=at, to=reader_of(request)).filter(column_id__in=openness.keys_of(branch))
    years = openness.years_of(items)
    year = next((year for year, _ in years if str(year) == request.GET.get("year")), None)
    shown = items.of_year(*disclosure.year_bounds(year)) if year else items
    return render(
        request,
        "front/column.html",
        {
            "column": branch.column,
            "crumbs": [("政府信息公开", reverse("front:platform")), (branch.column.name, "")],
            "tree": platform_tree(slug, columns),
            "children": openness.column_lines(branch.children, at=at) if branch.children else (),
            "years": _year_tabs(years, year),
            "page": keyset_page(shown, order=disclosure.ORDER, cursor=request.GET.get("cursor")),
        },
    )


def _year_tabs(years: tuple[tuple[int, int], ...], chosen: int | None) -> list[dict[str, Any]]:
    """One year alone needs no tabs."""
    if len(years) < 2:
        return []
    return [
        {"label": "全部", "url": "?", "current": chosen is None, "count": sum(count for _, count in years)},
        *(
            {"label": f"{year} 年", "url": f"?year={year}", "current": year == chosen, "count": count}
            for year, count in years
        ),
    ]


def _guide(request: HttpRequest) -> list[tuple[str, ...]]:
    """What 条例 12 wants a guide to say, in short; the whole guide is a document of its column."""
    site = identity(request)
    return [
        ("工作机构", f"{site.name}政务公开办公室"),
        ("办公地址", site.address),
        ("办公时间", "工作日 9:00—12:00，13:30—17:30"),
        ("联系电话", site.telephone),
        ("主动公开", "浏览栏目、检索全站，全文可以查阅、打印、下载", reverse("disclosure:list")),
        ("依申请公开", "没有公开的信息，可以在线、当面或者邮寄申请", reverse("requests:start")),
    ]
