"""The sitemap index for search engines: public addresses only, a few thousand to a file."""

from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from consultations.feeds import ConsultationSitemap
from disclosure.feeds import ItemSitemap
from policies.feeds import DocumentSitemap, InterpretationSitemap
from portal.kernel.taxonomy.models import Column


class PageSitemap(Sitemap):
    """The pages that are always there."""

    names = (
        "home",
        "disclosure:list",
        "policies:list",
        "requests:start",
        "consultations:list",
        "front:platform",
        "front:departments",
        "front:workdays",
        "front:site-map",
    )

    def items(self) -> tuple[str, ...]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)


class ColumnSitemap(Sitemap):
    """Every column in use."""

    def items(self) -> Any:
        return Column.objects.active().order_by("position", "pk")

    def location(self, item: Column) -> str:
        return reverse("front:column", args=[item.slug])


SECTIONS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": PageSitemap,
    "columns": ColumnSitemap,
    "items": ItemSitemap,
    "policies": DocumentSitemap,
    "interpretations": InterpretationSitemap,
    "consultations": ConsultationSitemap,
}


def index(request: HttpRequest) -> HttpResponseBase:
    """The index of all sections."""
    return views.index(request, sitemaps=SECTIONS, sitemap_url_name="sitemap-section")


def section(request: HttpRequest, section: str) -> HttpResponseBase:
    """One section; an unknown one is not found."""
    return views.sitemap(request, sitemaps=SECTIONS, section=section)
