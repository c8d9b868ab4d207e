"""Feeds and sitemap of items: the newest first, for everybody."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from disclosure import selectors
from disclosure.models import Item
from portal.kernel.taxonomy.models import Column
from portal.kernel.taxonomy.selectors import column_and_below
from portal.kernel.ui.face import identity
from portal.kernel.ui.feeds import NEWEST, NewestFeed, atom
from portal.kernel.ui.moment import now


class ItemsFeed(NewestFeed):
    """All items, or those of one column with everything under it."""

    label = "主动公开"
    summary = "最新主动公开的政府信息"

    def get_object(self, request: HttpRequest, slug: str = "") -> Column | None:
        return get_object_or_404(Column.objects.active(), slug=slug) if slug else None

    def title(self, column: Column | None = None) -> str:
        return f"{identity().name} {column.name if column else self.label}"

    def description(self, column: Column | None = None) -> str:
        return (column.description if column else "") or self.summary

    def link(self, column: Column | None) -> str:
        address = reverse("disclosure:list")
        return f"{address}?column={column.slug}" if column else address

    def items(self, column: Column | None) -> list[Item]:
        return selectors.recent(at=now(), column_ids=column_and_below(column) if column else None, limit=NEWEST)

    def item_description(self, item: Item) -> str:
        return item.summary or item.title

    def item_author_name(self, item: Item) -> str:
        return item.organ

    def item_categories(self, item: Item) -> tuple[str, ...]:
        return (item.column.name,)


ItemsAtomFeed = atom(ItemsFeed)


class ItemSitemap(Sitemap):
    """Every public item."""

    def items(self) -> QuerySet[Item]:
        return Item.objects.public(at=now()).only("pk", "published_at").order_by("pk")

    def lastmod(self, item: Item) -> datetime | None:
        return item.published_at
