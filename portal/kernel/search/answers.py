"""The shape of what the search answers to programs."""

from typing import Any

from rest_framework import serializers


class HitSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="类型代码")
    kind_label = serializers.CharField(help_text="类型")
    object_id = serializers.IntegerField()
    title = serializers.CharField()
    title_html = serializers.CharField(help_text="已转义，命中的词用 mark 标出")
    snippet_html = serializers.CharField(help_text="已转义，命中的词用 mark 标出")
    url = serializers.CharField(help_text="站内地址")
    published_on = serializers.SerializerMethodField(help_text="发布日期；不按日期发布的内容为空")
    number = serializers.CharField(help_text="发文字号")
    validity = serializers.CharField(help_text="有效性")
    belongs_to = serializers.CharField(help_text="附件所属的内容")
    file_url = serializers.CharField(help_text="附件地址")
    page = serializers.IntegerField(allow_null=True, help_text="命中的词在附件的第几页")

    def get_published_on(self, hit: Any) -> str | None:
        return hit.published_on.isoformat() if hit.dated else None


class FacetValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own attribute of that name
    count = serializers.IntegerField()


class FacetSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="作为参数名使用")
    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own attribute of that name
    about = serializers.BooleanField(help_text="为真时各数为估计数")
    options = FacetValueSerializer(many=True)


class BearerSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    url = serializers.CharField()
    number = serializers.CharField()
    validity = serializers.CharField()


class AlsoSerializer(serializers.Serializer[Any]):
    word = serializers.SerializerMethodField(help_text="输入的词")
    others = serializers.SerializerMethodField(help_text="一并查找的词")

    def get_word(self, pair: tuple[str, tuple[str, ...]]) -> str:
        return pair[0]

    def get_others(self, pair: tuple[str, tuple[str, ...]]) -> list[str]:
        return list(pair[1])


class SearchPageSerializer(serializers.Serializer[Any]):
    total = serializers.IntegerField(help_text="命中数；capped 为真时表示至少这么多")
    capped = serializers.BooleanField()
    about = serializers.BooleanField(help_text="为真时命中数为估计数")
    timed_out = serializers.BooleanField()
    notices = serializers.ListField(child=serializers.CharField(), help_text="对检索词的调整和说明")
    also = AlsoSerializer(many=True, help_text="一并查找的同义词")
    corrections = serializers.ListField(child=serializers.CharField(), help_text="结果很少时，可能想找的词")
    bearers = BearerSerializer(many=True, help_text="只输入一个文号或索引号时，载有该号的内容")
    hits = HitSerializer(many=True)
    facets = FacetSerializer(many=True)
    next_cursor = serializers.CharField(help_text="下一页的标记；为空表示没有下一页")
    previous_cursor = serializers.CharField(help_text="上一页的标记；为空表示没有上一页")


class SuggestionSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="hot、word、topic、department、number 或 title")
    kind_label = serializers.CharField(help_text="提示的种类")
    text = serializers.CharField(help_text="显示的文字")
    fill = serializers.CharField(help_text="选用后作为检索词")
    url = serializers.CharField(help_text="站内地址；为空表示按检索词查找")
