"""Pages that say how the site works."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from portal.front.platform_tree import platform_tree
from portal.kernel.taxonomy.selectors import column_tree
from portal.kernel.ui import face, structured
from portal.kernel.ui.navigation import navigation

# What a feed carries, its RSS and its Atom.
FEEDS = (
    ("全站最新公开", "front:whole-feed", "front:whole-atom"),
    ("主动公开", "disclosure:rss", "disclosure:atom"),
    ("政策文件", "policies:feed", "policies:atom"),
    ("政策解读", "policies:interpretation-feed", "policies:interpretation-atom"),
    ("意见征集", "consultations:feed", "consultations:atom"),
)
# Data for programs: what it is called, what it holds, its list in the API, its feed.
DATASETS = (
    (
        "主动公开信息",
        "本机关主动公开的政府信息，含索引号、栏目、发布日期、正文和附件。",
        "api:disclosure-items-list",
        "disclosure:atom",
    ),
    (
        "政策文件",
        "政策文件的全文、文号、有效性、文件之间的关系和解读。",
        "api:policies-documents-list",
        "policies:atom",
    ),
    (
        "意见征集",
        "征求意见的草案、起止日期、已经公开的意见和采纳情况。",
        "api:consultations-list",
        "consultations:atom",
    ),
)


def site_map(request: HttpRequest) -> HttpResponse:
    """Every column and every service on one page, for people."""
    return render(
        request,
        "front/site_map.html",
        {"crumbs": [("网站地图", "")], "columns": navigation("/"), "tree": platform_tree("site-map")},
    )


def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed, calendar and data set, by what it carries."""
    bureau = structured.organization(face.identity(request), url=request.build_absolute_uri("/"))
    return render(
        request,
        "front/feeds.html",
        {
            "crumbs": [("订阅与开放数据", "")],
            "kinds": [(label, reverse(rss), reverse(atom)) for label, rss, atom in FEEDS],
            "columns": [
                (
                    branch.column.name,
                    reverse("disclosure:column-feed", args=[branch.column.slug]),
                    reverse("disclosure:column-atom", args=[branch.column.slug]),
                )
                for branch in column_tree()
            ],
            "datasets": [(label, text, reverse(api)) for label, text, api, _ in DATASETS],
            "structured": structured.graph(*(_dataset(request, bureau, *each) for each in DATASETS)),
        },
    )


def _dataset(
    request: HttpRequest, bureau: structured.Thing, label: str, text: str, api: str, atom: str
) -> structured.Thing:
    absolute = request.build_absolute_uri
    return structured.dataset(
        name=f"{bureau['name']}{label}",
        description=text,
        url=absolute(reverse("front:feeds")),
        bureau=bureau,
        distributions=[
            ("开放接口", "application/json", absolute(reverse(api))),
            ("订阅源", "application/atom+xml", absolute(reverse(atom))),
        ],
    )


def about(request: HttpRequest) -> HttpResponse:
    """Who runs the site, where its content comes from, how it may be used."""
    return render(request, "front/about.html", {"crumbs": [("关于本站", "")]})


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a visitor and why (Personal Information Protection Law, art. 17)."""
    return render(request, "front/privacy.html", {"crumbs": [("隐私声明", "")]})


def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does for readers who see, hear or move differently, and whom to tell when it fails."""
    return render(request, "front/accessibility.html", {"crumbs": [("无障碍声明", "")]})


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; forms, receipts and desks may not."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /workbench/",
        "Disallow: /requests/status/",
        "Disallow: /requests/receipt/",
        # The start of a search is a page; answers, feeds and subscriptions are not.
        "Allow: /search/$",
        "Disallow: /search/",
        "Disallow: /preferences/",
        "Disallow: /feedback/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
