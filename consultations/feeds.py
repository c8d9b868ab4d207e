"""The newest consultations for feed readers, and every public address for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet

from consultations import selectors
from consultations.models import Consultation
from consultations.rules.words import Standing
from portal.kernel.ui import moment
from portal.kernel.ui.face import identity

NEWEST = 30


class ConsultationFeed(Feed):
    """Nobody in particular reads a feed: only what everybody may see."""

    link = "/consultations/"
    description = "最新发布的意见征集和采纳情况"
    language = "zh-CN"

    def title(self) -> str:
        return f"{identity().name} 意见征集"

    def items(self) -> list[Consultation]:
        things = selectors.listed(on=moment.today(), at=moment.now())
        return list(things.order_by("-published_at", "-pk")[:NEWEST])

    def item_title(self, item: Any) -> str:
        return item.title

    def item_description(self, item: Any) -> str:
        standing = Standing.of(item.standing_code).label
        return f"{standing}。{item.opens_on:%Y-%m-%d} 至 {item.closes_on:%Y-%m-%d}"

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at

    def item_author_name(self, item: Any) -> str:
        return item.department.name


class ConsultationSitemap(Sitemap):
    changefreq = "daily"
    priority = 0.7
    limit = 5000

    def items(self) -> QuerySet[Consultation]:
        things: QuerySet[Consultation] = Consultation.objects.public(at=moment.now())
        return things.order_by("-published_at", "-pk").only("pk", "published_at")

    def lastmod(self, item: Consultation) -> datetime | None:
        return item.published_at
