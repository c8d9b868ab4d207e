"""The sitemap for search engines: an index of parts, each a range of keys, so that no part costs more than another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.contrib.sitemaps import Sitemap
from django.db.models import F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from consultations.feeds import ConsultationSitemap
from disclosure.feeds import ItemSitemap
from policies.feeds import DocumentSitemap, InterpretationSitemap
from portal.kernel.people.models import Department
from portal.kernel.taxonomy.models import Column

# Keys to a part. The protocol allows 50,000 addresses; the keys of hidden things leave gaps, never more.
PART = 20_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = (
    "home",
    "disclosure:list",
    "disclosure:catalogue",
    "policies:list",
    "requests:start",
    "requests:new",
    "consultations:list",
    "front:platform",
    "search",
    "front:departments",
    "front:workdays",
    "front:site-map",
    "front:feeds",
    "front:about",
    "front:privacy",
    "front:accessibility",
)
SECTIONS: dict[str, type[Sitemap]] = {
    "items": ItemSitemap,
    "policies": DocumentSitemap,
    "interpretations": InterpretationSitemap,
    "consultations": ConsultationSitemap,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An address and when it last changed, as far as that is known."""

    path: str
    changed_at: datetime | None = None


def index(request: HttpRequest) -> HttpResponse:
    """One query for each kind: which ranges of keys hold something public, and when it last changed."""
    entries = [Entry(_address("pages", 0))]
    for name, sitemap in SECTIONS.items():
        things: Any = sitemap().items()
        parts = things.order_by().values(part=F("pk") / PART).annotate(last=Max("published_at")).order_by("part")
        entries += [Entry(_address(name, row["part"]), row["last"]) for row in parts]
    return _answer(request, "sitemapindex", "sitemap", entries)


def section(request: HttpRequest, section: str, part: int = 0) -> HttpResponse:
    """One part; one that holds nothing is not found, except the first, which may be empty."""
    if section == "pages" and part == 0:
        return _answer(request, "urlset", "url", _pages())
    if section not in SECTIONS:
        raise Http404
    things: Any = SECTIONS[section]().items()
    found = things.filter(pk__gte=part * PART, pk__lt=(part + 1) * PART).order_by("pk")
    entries = [Entry(each.get_absolute_url(), each.published_at) for each in found]
    if part and not entries:
        raise Http404
    return _answer(request, "urlset", "url", entries)


def _pages() -> Iterator[Entry]:
    """The pages that are always there, columns and departments."""
    yield from (Entry(reverse(name)) for name in PAGES)
    for column in Column.objects.active().order_by("position", "pk"):
        yield Entry(reverse("front:column", args=[column.slug]))
    for department in Department.objects.active().exclude(duties_text="").order_by("position", "pk"):
        yield Entry(reverse("front:department", args=[department.pk]))


def _address(section: str, part: int) -> str:
    return reverse("sitemap-part", args=[section, part]) if part else reverse("sitemap-section", args=[section])


def _answer(request: HttpRequest, root: str, child: str, entries: Iterable[Entry]) -> HttpResponse:
    rows = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">']
    origin = request.build_absolute_uri("/").rstrip("/")
    for entry in entries:
        changed = timezone.localtime(entry.changed_at).isoformat(timespec="seconds") if entry.changed_at else ""
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        rows.append(f"<{child}><loc>{escape(origin + entry.path)}</loc>{lastmod}</{child}>")
    rows.append(f"</{root}>\n")
    response = HttpResponse("\n".join(rows), content_type="application/xml; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
