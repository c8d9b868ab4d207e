"""The newest policies and interpretations for feed readers, and every public address for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from policies import selectors
from policies.models import Document, Interpretation
from portal.kernel.ui import moment
from portal.kernel.ui.feeds import NEWEST, NewestFeed, atom


class DocumentFeed(NewestFeed):
    """Policy documents with their validity."""

    label = "政策文件"
    summary = "最新公开的政策文件"
    link = "/policies/"

    def items(self) -> list[Document]:
        return list(selectors.documents(on=moment.today(), at=moment.now()).order_by(*selectors.ORDER)[:NEWEST])

    def item_title(self, item: Document) -> str:
        return f"{item.title}（{item.document_number}）" if item.document_number else item.title

    def item_description(self, item: Document) -> str:
        return f"{item.validity(on=moment.today()).label}。{item.summary}"

    def item_author_name(self, item: Document) -> str:
        return item.department.name


class InterpretationFeed(NewestFeed):
    """What explains policies."""

    label = "政策解读"
    summary = "最新公开的政策解读"
    link = "/policies/"

    def items(self) -> list[Interpretation]:
        return list(selectors.interpretations(at=moment.now()).order_by(*selectors.ORDER)[:NEWEST])

    def item_description(self, item: Interpretation) -> str:
        return f"{item.get_form_display()}，解读人：{item.interpreter}" if item.interpreter else item.get_form_display()


DocumentAtomFeed = atom(DocumentFeed)
InterpretationAtomFeed = atom(InterpretationFeed)


class DocumentSitemap(Sitemap):
    """Every public document."""

    def items(self) -> QuerySet[Document]:
        return Document.objects.public(at=moment.now()).order_by(*selectors.ORDER).only("pk", "published_at")

    def lastmod(self, item: Document) -> datetime | None:
        return item.published_at


class InterpretationSitemap(Sitemap):
    """Every public interpretation."""

    def items(self) -> QuerySet[Interpretation]:
        return (
            Interpretation.objects.public(at=moment.now()).order_by("-published_at", "-pk").only("pk", "published_at")
        )

    def lastmod(self, item: Interpretation) -> datetime | None:
        return item.published_at
