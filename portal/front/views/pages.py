"""Pages that say how the site works."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from portal.front.platform_tree import platform_tree
from portal.kernel.taxonomy.selectors import column_tree
from portal.kernel.ui.navigation import navigation


def site_map(request: HttpRequest) -> HttpResponse:
    """Every column and every service on one page, for people."""
    return render(
        request,
        "front/site_map.html",
        {"crumbs": [("网站地图", "")], "columns": navigation("/"), "tree": platform_tree("site-map")},
    )


def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed, by what it carries."""
    by_column = [
        (branch.column.name, reverse("disclosure:column-feed", args=[branch.column.slug])) for branch in column_tree()
    ]
    return render(request, "front/feeds.html", {"crumbs": [("订阅", "")], "by_column": by_column})


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
        "Disallow: /search/",
        "Disallow: /preferences/",
        "Disallow: /feedback/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
