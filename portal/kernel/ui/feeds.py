"""Feeds: what they have in common. A feed starts from the public adjective, for nobody in particular reads it."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from portal.kernel.ui.face import identity

NEWEST = 50


class NewestFeed(Feed):
    """The newest things of one kind. Say `label`, `summary`, `link` and `items`; things know title and address."""

    label = ""
    summary = ""
    link: Any = "/"
    language = "zh-CN"
    item_guid_is_permalink = True

    def title(self, obj: Any = None) -> str:
        return f"{identity().name} {self.label}"

    def description(self, obj: Any = None) -> str:
        return self.summary

    def subtitle(self, obj: Any = None) -> str:
        """Atom's word for the description."""
        return str(self.description(obj))

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_pubdate(self, item: Any) -> datetime | None:
        published_at: datetime | None = item.published_at
        return published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        return self.item_pubdate(item)


def atom(feed: type[NewestFeed]) -> type[NewestFeed]:
    """The same as Atom 1.0."""
    return type(f"Atom{feed.__name__}", (feed,), {"feed_type": Atom1Feed})
