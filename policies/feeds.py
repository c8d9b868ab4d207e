"""The newest policies and interpretations for feed readers, and every public address for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet

from policies import selectors
from policies.models import Document, Interpretation
from portal.kernel.ui import moment
from portal.kernel.ui.face import identity

NEWEST = 30


class DocumentFeed(Feed):
    """Nobody in particular reads a feed: only what everybody may see."""

    link = "/policies/"
    description = "最新公开的政策文件"
    language = "zh-CN"

    def title(self) -> str:
        return f"{identity().name} 政策文件"

    def items(self) -> list[Document]:
        return list(selectors.documents(on=moment.today(), at=moment.now()).order_by(*selectors.ORDER)[:NEWEST])

    def item_title(self, item: Any) -> str:
        return f"{item.title}（{item.document_number}）" if item.document_number else item.title

    def item_description(self, item: Any) -> str:
        return f"{item.validity(on=moment.today()).label}。{item.summary}"

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at

    def item_author_name(self, item: Any) -> str:
        return item.department.name


class InterpretationFeed(Feed):
    link = "/policies/"
    description = "最新公开的政策解读"
    language = "zh-CN"

    def title(self) -> str:
        return f"{identity().name} 政策解读"

    def items(self) -> list[Interpretation]:
        return list(selectors.interpretations(at=moment.now()).order_by(*selectors.ORDER)[:NEWEST])

    def item_title(self, item: Any) -> str:
        return item.title

    def item_description(self, item: Any) -> str:
        return f"{item.get_form_display()}，解读人：{item.interpreter}" if item.interpreter else item.get_form_display()

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at


class DocumentSitemap(Sitemap):
    changefreq = "weekly"
    priority = 0.8
    limit = 5000

    def items(self) -> QuerySet[Document]:
        return Document.objects.public(at=moment.now()).order_by(*selectors.ORDER).only("pk", "published_at")

    def lastmod(self, item: Document) -> datetime | None:
        return item.published_at


class InterpretationSitemap(Sitemap):
    changefreq = "monthly"
    priority = 0.6
    limit = 5000

    def items(self) -> QuerySet[Interpretation]:
        return (
            Interpretation.objects.public(at=moment.now()).order_by("-published_at", "-pk").only("pk", "published_at")
        )

    def lastmod(self, item: Interpretation) -> datetime | None:
        return item.published_at
