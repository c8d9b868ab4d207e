"""What citizens see: the list, an item or its tombstone, the standard catalogue."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from disclosure import selectors
from disclosure.filters import ItemFilter
from disclosure.models import Item
from portal.kernel.publishing import content_version
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.copies import tools_of
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import structured
from portal.kernel.ui.addresses import address_of
from portal.kernel.ui.moment import now, today
from portal.kernel.ui.official import official, plain
from portal.kernel.ui.templatetags.ui import workdate


@method_decorator(public_page, name="dispatch")
class ItemList(TemplateView):
    """Items by column, topic, department, audience and year, newest first."""

    template_name = "disclosure/item_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = ItemFilter(request.GET, queryset=Item.objects.public(at=now(), to=reader_of(request)))
        if not chosen.is_valid():
            return render(request, self.template_name, {"errors": chosen.errors}, status=400)
        page = selectors.page(chosen.qs, cursor=request.GET.get("cursor"))
        words = {name: request.GET.get(name, "") for name in chosen.filters}
        version = content_version.noted_on(request)
        facets = selectors.facets(chosen.qs, words, reader=reader_of(request), on=today(), version=version)
        shown = {"page": page, "rows": _rows(page), "facets": facets, "chips": _chips(chosen)}
        return render(request, self.template_name, shown)


@method_decorator(public_page, name="dispatch")
class ItemDetail(TemplateView):
    """An item; where a public one was withdrawn, 410 says so; hidden looks like absent."""

    template_name = "disclosure/item_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at, pk = now(), kwargs["pk"]
        item = selectors.public_item(pk, at=at, to=reader_of(request))
        if item is None:
            return tombstone(request, pk)
        response = render(request, self.template_name, _page_of(request, item, at))
        if item.targeted:
            response["Cache-Control"] = "private, no-store"
        return response


@method_decorator(public_page, name="dispatch")
class CatalogueList(TemplateView):
    """The standard catalogues: each matter with its elements, basis, term and items."""

    template_name = "disclosure/catalogue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, catalogues=selectors.catalogues(at=now()))


def tombstone(request: HttpRequest, pk: int) -> HttpResponse:
    """410 for what everybody could see before; for anything else the same 404 as for nothing at all."""
    gone = selectors.tombstone(pk)
    if gone is None:
        raise Http404
    return render(request, "disclosure/item_gone.html", {"tombstone": gone}, status=410)


def _page_of(request: HttpRequest, item: Item, at: datetime) -> dict[str, Any]:
    address = request.build_absolute_uri(item.get_absolute_url())
    text = official(item.body).html
    picture = structured.first_image(text)
    description = item.summary or plain(text)[:120]
    listed = reverse("disclosure:list")
    return {
        "item": item,
        "files": selectors.files_of(item, at=at),
        "head": _head(item),
        "crumbs": [
            ("主动公开", listed),
            (item.column.name, f"{listed}?column={item.column.slug}"),
            ("正文", ""),
        ],
        "tools": tools_of(item, names="disclosure:", organ=item.organ, request=request),
        "links": [("数据接口", reverse("api:disclosure-items-detail", args=[item.pk]))],
        "keywords": "，".join(item.topic_names),  # type: ignore[attr-defined]  # annotated by public_item
        "address": address,
        "image": request.build_absolute_uri(picture) if picture else "",
        "structured": structured.graph(_structured(item, description, address)),
        "description": description,
    }


def _structured(item: Item, description: str, address: str) -> structured.Thing:
    return structured.article(
        title=item.title,
        organ=item.organ,
        url=address,
        description=description,
        published_at=item.published_at,
        identifier=item.document_number or item.index_number,
        articleSection=item.column.name,
    )


def _head(item: Any) -> list[tuple[str, ...]]:
    """The head block in the order of the State Council's own pages."""
    matter = f"{item.matter.catalogue}：{item.matter}" if item.matter else ""
    return [
        ("索引号", item.index_number),
        ("主题分类", "、".join(item.topic_names)),
        ("发文机关", item.organ),
        ("成文日期", workdate(item.formed_on)),
        ("标题", item.title, "", "wide"),
        ("发文字号", item.document_number),
        ("发布日期", workdate(item.published_at)),
        ("公开属性", item.get_openness_display()),
        ("受众", "、".join(item.audience_names)),
        ("目录事项", matter, "", "wide"),
        ("内容概述", item.summary, "", "wide"),
    ]


def _rows(items: Iterable[Any]) -> list[dict[str, object]]:
    """What a row of the list shows, of the columns that ``selectors.page`` reads."""
    address = address_of("disclosure:detail")
    return [
        {
            "title": item.title,
            "url": address(item.pk),
            "number": item.document_number,
            "department": item.department__name,
            "kind": item.column__name,
            "date": timezone.localtime(item.published_at).date(),
        }
        for item in items
    ]


def _chips(chosen: ItemFilter) -> list[dict[str, str]]:
    """What was chosen, in words."""
    given = {name: value for name, value in chosen.form.cleaned_data.items() if value is not None}
    return [
        {"name": name, "label": str(chosen.filters[name].label), "value": str(value)} for name, value in given.items()
    ]
