"""The index: rows exist only for what everybody may see; deleting the row is hiding the thing."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from portal.kernel.search.fields import LexemesField


class SearchEntry(models.Model):
    """What the index is walked by: narrow, so that counting many rows stays cheap. Keys only, rebuilt at will."""

    kind = models.CharField("类型", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    published_on = models.DateField("发布日期")
    facets = ArrayField(models.IntegerField(), verbose_name="分面", default=list)
    tsv = LexemesField("词位")

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                name="search_entry_one_per_thing",
                violation_error_message="同一内容只能有一条检索条目。",
            ),
        ]
        indexes = [
            # What is published is appended to a list that every reader looks through, and sorted in by a task: to
            # sort it in at once would touch a thousand pages, which in a large index lie on the disk.
            GinIndex(fields=["tsv"], name="search_entry_tsv", fastupdate=True),
            models.Index(fields=["-published_on", "-id"], name="search_entry_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class SearchSample(models.Model):
    """A copy of one entry in sixteen, by lot; what very many rows answer is counted here at a sixteenth of the cost."""

    # The database deletes it with its entry: a process from before this table does not know of it.
    entry = models.OneToOneField(
        SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="sample", db_constraint=False
    )
    facets = ArrayField(models.IntegerField(), verbose_name="分面", default=list)
    tsv = LexemesField("词位")

    class Meta:
        verbose_name = "检索样本"
        verbose_name_plural = "检索样本"
        indexes = [GinIndex(fields=["tsv"], name="search_sample_tsv", fastupdate=True)]

    def __str__(self) -> str:
        return str(self.entry_id)


class SearchText(models.Model):
    """What a hit is shown and scored by; `folded` is `body` in the index's spelling, position for position."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="text")
    title = models.CharField("标题", max_length=300)
    folded_title = models.CharField("折叠标题", max_length=300)
    body = models.TextField("正文", blank=True)
    folded = models.TextField("折叠正文", blank=True)
    number = models.CharField("发文字号", max_length=120, blank=True)
    index_number = models.CharField("索引号", max_length=60, blank=True)
    number_key = models.CharField("发文字号（查找用）", max_length=120, blank=True)
    index_key = models.CharField("索引号（查找用）", max_length=60, blank=True)
    # Addresses are percent-encoded: a file name of 120 characters alone takes more than a thousand.
    url = models.TextField("地址")
    validity = models.CharField("有效性", max_length=20, blank=True)
    dated = models.BooleanField("显示日期", default=True)
    belongs_to = models.CharField("所属内容", max_length=300, blank=True)
    file_url = models.TextField("文件地址", blank=True)
    page_starts = ArrayField(models.IntegerField(), verbose_name="各页起点", default=list, blank=True)
    rank_boost = models.SmallIntegerField("排序加分", default=0)
    content_hash = models.CharField("内容摘要", max_length=64)

    class Meta:
        verbose_name = "检索文本"
        verbose_name_plural = "检索文本"
        indexes = [
            models.Index(fields=["folded_title"], name="search_text_title", opclasses=["varchar_pattern_ops"]),
            models.Index(
                fields=["number_key"],
                name="search_text_number",
                opclasses=["varchar_pattern_ops"],
                condition=~models.Q(number_key=""),
            ),
            models.Index(
                fields=["index_key"],
                name="search_text_index_number",
                opclasses=["varchar_pattern_ops"],
                condition=~models.Q(index_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title
