"""The search as an interface for programs: the same selector and the same sentences as the page."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.search import filters, selectors
from portal.kernel.search.page import ORDERS
from portal.kernel.ui.pagination import BadCursor


class HitSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="类型代码")
    kind_label = serializers.CharField(help_text="类型")
    object_id = serializers.IntegerField()
    title = serializers.CharField()
    title_html = serializers.CharField(help_text="已转义，命中的词用 mark 标出")
    snippet_html = serializers.CharField(help_text="已转义，命中的词用 mark 标出")
    url = serializers.CharField(help_text="站内地址")
    published_on = serializers.DateField()
    number = serializers.CharField(help_text="发文字号")
    validity = serializers.CharField(help_text="有效性")


class FacetValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own attribute of that name
    count = serializers.IntegerField()


class FacetSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own attribute of that name
    options = FacetValueSerializer(many=True)


class SearchPageSerializer(serializers.Serializer[Any]):
    total = serializers.IntegerField(help_text="命中数；capped 为真时表示至少这么多")
    capped = serializers.BooleanField()
    timed_out = serializers.BooleanField()
    notices = serializers.ListField(child=serializers.CharField(), help_text="对检索词的调整和说明")
    hits = HitSerializer(many=True)
    facets = FacetSerializer(many=True)
    next_cursor = serializers.CharField(help_text="下一页的标记；为空表示没有下一页")


class AskedSerializer(serializers.Serializer[Any]):
    """The shape of the question. The words themselves are never refused."""

    order = serializers.ChoiceField(choices=list(ORDERS), default="relevance")
    size = serializers.IntegerField(min_value=1, max_value=selectors.MAX_PAGE_SIZE, default=selectors.PAGE_SIZE)
    cursor = serializers.CharField(max_length=400, default="", allow_blank=True)


class SearchView(APIView):
    """全站检索"""

    authentication_classes = ()

    @extend_schema(
        summary="全站检索",
        description="多个词以空格隔开，须同时出现；用引号括起的词须原样出现；-词 表示排除；可以直接输入发文字号。",
        parameters=[
            OpenApiParameter("q", str, description="检索词"),
            AskedSerializer,
            *(OpenApiParameter(name, str) for name in filters.NAMES),
        ],
        responses=SearchPageSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = AskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        try:
            page = selectors.search(
                text=request.query_params.get("q", ""),
                filters={name: request.query_params.get(name, "") for name in filters.NAMES},
                cursor=asked.validated_data["cursor"],
                size=asked.validated_data["size"],
                order=asked.validated_data["order"],
            )
        except BadCursor:
            raise ValidationError({"cursor": "翻页标记无效。"}) from None
        return Response(SearchPageSerializer(page).data)


class SuggestView(APIView):
    """检索词提示"""

    authentication_classes = ()

    @extend_schema(
        summary="标题提示",
        parameters=[OpenApiParameter("prefix", str, description="正在输入的内容")],
        responses={200: serializers.ListSerializer(child=serializers.CharField())},
    )
    def get(self, request: Request) -> Response:
        return Response(list(selectors.suggest(request.query_params.get("prefix", ""))))
