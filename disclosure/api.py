"""Items as an interface for programs: the same selectors, filters and tombstones as the pages."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure import selectors
from disclosure.filters import ItemFilter
from disclosure.models import Item, ItemQuerySet
from portal.kernel.publishing.conditional import ReadersOwn
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui.api_paging import KeysetPagination
from portal.kernel.ui.moment import now


class Withdrawn(APIException):
    """The item was public and has been taken back."""

    status_code = 410
    default_code = "withdrawn"


class NamedSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField(help_text="标识")
    name = serializers.CharField(help_text="名称")


class DepartmentSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="代码")
    name = serializers.CharField(help_text="名称")


class FileSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="文件名")
    url = serializers.CharField(help_text="站内地址")
    size = serializers.IntegerField(help_text="字节数")
    media_type = serializers.CharField(help_text="媒体类型")
    sha256 = serializers.CharField(help_text="SHA-256 校验值")


class ItemLineSerializer(serializers.ModelSerializer[Item]):
    """One line of the list."""

    url = serializers.CharField(source="get_absolute_url", help_text="站内地址", read_only=True)
    department = DepartmentSerializer(help_text="责任部门", read_only=True)
    column = NamedSerializer(help_text="栏目", read_only=True)

    class Meta:
        model = Item
        fields: tuple[str, ...] = (
            *("id", "index_number", "title", "document_number", "organ", "formed_on", "published_at", "summary"),
            *("department", "column", "url"),
        )
        read_only_fields = fields


class ItemSerializer(ItemLineSerializer):
    """A whole item with its text and attachments."""

    openness = serializers.CharField(source="get_openness_display", help_text="公开属性", read_only=True)
    topics = NamedSerializer(many=True, help_text="主题分类", read_only=True)
    audiences = NamedSerializer(many=True, help_text="受众", read_only=True)
    matter = serializers.CharField(source="matter.name", default="", help_text="目录事项", read_only=True)
    body = serializers.CharField(help_text="正文，HTML 或者 Markdown", read_only=True)
    attachments = serializers.SerializerMethodField(help_text="附件")

    class Meta(ItemLineSerializer.Meta):
        fields = (*ItemLineSerializer.Meta.fields, "openness", "topics", "audiences", "matter", "body", "attachments")
        read_only_fields = fields

    @extend_schema_field(FileSerializer(many=True))
    def get_attachments(self, item: Item) -> list[dict[str, Any]]:
        return list(FileSerializer(selectors.files_of(item, at=self.context["at"]), many=True).data)


@extend_schema_view(list=extend_schema(summary="主动公开条目列表", description="按发布时间从新到旧。"))
class ItemViewSet(ReadersOwn, viewsets.ReadOnlyModelViewSet[Item]):
    """主动公开的政府信息"""

    filterset_class = ItemFilter
    pagination_class = KeysetPagination
    keyset_order = selectors.ORDER
    serializer_class = ItemLineSerializer
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self) -> ItemQuerySet:
        return selectors.public_items(at=now(), to=reader_of(self.request))

    @extend_schema(
        summary="主动公开条目",
        responses={
            200: ItemSerializer,
            404: OpenApiResponse(description="没有"),
            410: OpenApiResponse(description="已撤下"),
        },
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        at, pk = now(), int(kwargs["pk"])
        item = selectors.public_item(pk, at=at, to=reader_of(request))
        if item is None:
            gone = selectors.tombstone(pk)
            if gone is None:
                raise NotFound
            raise Withdrawn(f"本信息已撤下（索引号 {gone.index_number}）：{gone.reason}")
        return Response(ItemSerializer(item, context={**self.get_serializer_context(), "at": at}).data)
