"""The newest consultations for feed readers, and every public address for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from consultations import selectors
from consultations.models import Consultation
from consultations.rules.words import Standing
from portal.kernel.ui import moment
from portal.kernel.ui.feeds import NEWEST, NewestFeed, atom


class ConsultationFeed(NewestFeed):
    """Consultations with where they stand today."""

    label = "意见征集"
    summary = "最新发布的意见征集和采纳情况"
    link = "/consultations/"

    def items(self) -> list[Consultation]:
        things = selectors.listed(on=moment.today(), at=moment.now())
        return list(things.order_by("-published_at", "-pk")[:NEWEST])

    def item_description(self, item: Any) -> str:
        standing = Standing.of(item.standing_code).label
        return f"{standing}。{item.opens_on:%Y-%m-%d} 至 {item.closes_on:%Y-%m-%d}"

    def item_author_name(self, item: Any) -> str:
        return str(item.department.name)


ConsultationAtomFeed = atom(ConsultationFeed)


class ConsultationSitemap(Sitemap):
    """Every public consultation."""

    def items(self) -> QuerySet[Consultation]:
        things: QuerySet[Consultation] = Consultation.objects.public(at=moment.now())
        return things.order_by("-published_at", "-pk").only("pk", "published_at")

    def lastmod(self, item: Consultation) -> datetime | None:
        return item.published_at
