"""The openness platform: its front, its columns, the departments and their duties."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from disclosure import selectors as disclosure
from portal.front.platform_tree import TreeNode, platform_tree
from portal.kernel.people.selectors import active_departments
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.reader import reader_of
from portal.kernel.taxonomy.models import Column
from portal.kernel.taxonomy.selectors import column_and_below
from portal.kernel.ui.face import identity
from portal.kernel.ui.moment import now
from portal.kernel.ui.pagination import keyset_page


@public_page
def platform(request: HttpRequest) -> HttpResponse:
    """指南 → 制度 → 法定主动公开内容 → 年报, with what is new beside them."""
    return render(
        request,
        "front/platform.html",
        {
            "crumbs": [("政府信息公开", "")],
            "tree": platform_tree("platform"),
            "guide": _guide(request),
            "latest": disclosure.recent(at=now(), limit=12),
        },
    )


@public_page
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """One column with everything under it, newest first."""
    found = Column.objects.active().select_related("department").filter(slug=slug).first()
    if found is None:
        raise Http404
    tree = platform_tree(slug)
    items = disclosure.public_items(at=now(), to=reader_of(request)).filter(column_id__in=column_and_below(found))
    return render(
        request,
        "front/column.html",
        {
            "column": found,
            "crumbs": [("政府信息公开", reverse("front:platform")), (found.name, "")],
            "tree": tree,
            "children": _children(tree),
            "page": keyset_page(items, order=disclosure.ORDER, cursor=request.GET.get("cursor")),
        },
    )


@public_page
def departments(request: HttpRequest) -> HttpResponse:
    """机构职能、办公地址、办公时间、联系方式、负责人姓名 (Regulation art. 20(2))."""
    return render(
        request,
        "front/departments.html",
        {
            "crumbs": [("政府信息公开", reverse("front:platform")), ("机构与职责", "")],
            "tree": platform_tree("departments"),
            "departments": [(each, _contact(each)) for each in active_departments()],
        },
    )


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


def _contact(department: Any) -> list[tuple[str, str]]:
    return [
        ("负责人", department.head_name),
        ("办公地址", department.address),
        ("办公时间", department.hours),
        ("联系电话", department.telephone),
    ]


def _children(nodes: tuple[TreeNode, ...]) -> tuple[TreeNode, ...]:
    for node in nodes:
        if node.current:
            return node.children
        below = _children(node.children)
        if below:
            return below
    return ()
