"""The whole site in one feed: the newest of every kind, each from its own public adjective."""

from typing import Any

from consultations import selectors as consultations
from consultations.models import Consultation
from disclosure import selectors as disclosure
from disclosure.models import Item
from policies import selectors as policies
from policies.models import Document, Interpretation
from portal.kernel.ui.feeds import NEWEST, NewestFeed, atom
from portal.kernel.ui.moment import now, today

KINDS: dict[type, str] = {
    Item: "主动公开",
    Document: "政策文件",
    Interpretation: "政策解读",
    Consultation: "意见征集",
}


class WholeSiteFeed(NewestFeed):
    """As many queries as kinds, however much there is."""

    label = "最新公开"
    summary = "全站最新公开的政府信息、政策文件、政策解读和意见征集"

    def items(self) -> list[Any]:
        at, on = now(), today()
        newest = [
            *disclosure.recent(at=at, limit=NEWEST),
            *policies.documents(on=on, at=at).defer("body").order_by(*policies.ORDER)[:NEWEST],
            *policies.interpretations(at=at).defer("body").order_by(*policies.ORDER)[:NEWEST],
            *consultations.listed(on=on, at=at).order_by("-published_at", "-pk")[:NEWEST],
        ]
        return sorted(newest, key=lambda each: each.published_at, reverse=True)[:NEWEST]

    def item_description(self, item: Any) -> str:
        return str(getattr(item, "summary", "") or item.title)

    def item_categories(self, item: Any) -> tuple[str, ...]:
        return (KINDS[type(item)],)


WholeSiteAtomFeed = atom(WholeSiteFeed)
