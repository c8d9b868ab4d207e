"""The search as an interface for programs: the same selector, the same language and the same sentences as the page."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.search import facets, filters, selectors, suggestions
from portal.kernel.search.answers import SearchPageSerializer, SuggestionSerializer
from portal.kernel.search.page import ORDERS, Chosen
from portal.kernel.ui.moment import today
from portal.kernel.ui.pagination import BadCursor

LANGUAGE = (
    "多个词以空格隔开，须同时出现；“引号”括起的词须原样出现；-词 表示排除；发文字号的括号用哪一种都可以；"
    "索引号直接输入；全角半角、繁体简体、大写小写视为相同。\n\n"
    "日期：2024年、2024-05、2024年5月..2024年8月、近三年、去年。\n\n"
    "限定：标题:词、文号:沪房〔2024〕66号、部门:名称、栏目:名称、主题:名称、年份:2024、有效性:现行有效、类型:名称、日期:2024年"
    "（title、number、department、column、topic、year、validity、kind、date 亦可）。"
)


class AskedSerializer(serializers.Serializer[Any]):
    """The shape of the question. The words themselves are never refused."""

    order = serializers.ChoiceField(choices=list(ORDERS), default="relevance", help_text="排序")
    size = serializers.IntegerField(min_value=1, max_value=selectors.MAX_PAGE_SIZE, default=selectors.PAGE_SIZE)
    cursor = serializers.CharField(max_length=400, default="", allow_blank=True, help_text="上一次返回的翻页标记")
    synonyms = serializers.BooleanField(default=True, help_text="为假时不查找同义词")


class TypedSerializer(serializers.Serializer[Any]):
    """What somebody is typing."""

    q = serializers.CharField(default="", allow_blank=True, trim_whitespace=False, help_text="正在输入的内容")
    size = serializers.IntegerField(min_value=1, max_value=suggestions.LIMIT, default=suggestions.LIMIT)


class SearchView(APIView):
    """全站检索"""

    authentication_classes = ()

    @extend_schema(
        summary="全站检索",
        description=LANGUAGE,
        parameters=[
            OpenApiParameter("q", str, description="检索词"),
            AskedSerializer,
            *(OpenApiParameter(way.name, str, description=f"按{way.label}筛选") for way in facets.WAYS),
        ],
        responses=SearchPageSerializer,
    )
    def get(self, request: Request) -> Response:
        only(request, ("q", *AskedSerializer().fields, *filters.NAMES))
        asked = AskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        try:
            page = selectors.search(
                text=request.query_params.get("q", ""),
                filters={chip.name: chip.value for chip in _chosen(request)},
                cursor=asked.validated_data["cursor"],
                size=asked.validated_data["size"],
                order=asked.validated_data["order"],
                on=today(),
                with_synonyms=asked.validated_data["synonyms"],
            )
        except BadCursor:
            raise ValidationError({"cursor": "翻页标记无效。"}) from None
        return Response(SearchPageSerializer(page).data)


class SuggestView(APIView):
    """检索词提示"""

    authentication_classes = ()

    @extend_schema(
        summary="检索词提示",
        description="随输入给出常搜词、词、主题、部门、文号和标题；可以输入全拼或者首字母，如 zfbz。只含已公开的内容。",
        parameters=[TypedSerializer],
        responses=SuggestionSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        only(request, TypedSerializer().fields)
        typed = TypedSerializer(data=request.query_params)
        typed.is_valid(raise_exception=True)
        found = suggestions.suggest(typed.validated_data["q"], limit=typed.validated_data["size"])
        return Response(SuggestionSerializer(found, many=True).data)


def only(request: Request, names: Iterable[str]) -> None:
    """A program that misspells a parameter is told so; a person's address is read as far as it makes sense."""
    known = tuple(names)
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        said = f"没有这个参数。可用的参数：{'、'.join(known)}。"
        raise ValidationError({name[:60]: said for name in unknown[:5]})


def _chosen(request: Request) -> list[Chosen]:
    """The filters, each of which must make sense."""
    chosen: list[Chosen] = []
    for way in facets.WAYS:
        value = request.query_params.get(way.name, "").strip()
        if not value:
            continue
        found = filters.read({way.name: value}).chosen
        if not found:
            raise ValidationError({way.name: f"没有这样的{way.label}。"})
        chosen += found
    return chosen
