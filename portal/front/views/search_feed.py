"""Any search as a feed: what is new about these words, for feed readers."""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import feedgenerator, timezone

from portal.front.views import search_asked
from portal.kernel.publishing.conditional import public_page
from portal.kernel.search import selectors
from portal.kernel.search.page import Hit, SearchPage

NEWEST = 30
FORMS: dict[str, Any] = {"rss": feedgenerator.Rss201rev2Feed, "atom": feedgenerator.Atom1Feed}


@public_page
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The newest hits; a question that finds nothing yet is a feed without entries, which may fill later."""
    kind = FORMS.get(form)
    if kind is None:
        raise Http404
    question = search_asked.question(request)
    found = selectors.search(**question, order="date", size=NEWEST, with_facets=False, loosely=False)
    root = settings.SITE_URL.rstrip("/")
    made = kind(
        title=_title(found),
        link=f"{root}{reverse('search')}?{search_asked.address(request)}",
        description=f"{_title(found)}：最新公开的内容",
        language="zh-CN",
        feed_url=f"{root}{request.get_full_path()}",
    )
    for hit in found.hits:
        if hit.dated:
            made.add_item(**_entry(hit, root))
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _title(found: SearchPage) -> str:
    words = search_asked.shown_words(found.text)
    return "、".join([*([f"“{words}”"] if words else []), *(chip.text for chip in found.chosen)]) or "检索"


def _entry(hit: Hit, root: str) -> dict[str, Any]:
    day = datetime.combine(hit.published_on, time(), tzinfo=timezone.get_current_timezone()).astimezone(UTC)
    return {
        "title": f"{hit.title}（{hit.number}）" if hit.number else hit.title,
        "link": f"{root}{hit.url}",
        "description": str(hit.snippet_html),
        "unique_id": f"{root}{hit.url}#{hit.kind}-{hit.object_id}",
        "unique_id_is_permalink": False,
        "pubdate": day,
        "updateddate": day,
        "categories": (hit.kind_label,),
    }
