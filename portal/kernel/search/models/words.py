"""The public vocabulary: what suggestions and corrections are made of."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from portal.kernel.search.models.entry import SearchEntry

LONGEST_WORD = 12


class SearchWord(models.Model):
    """A word or short phrase that stands in the title of something public 「检索词」.

    `witness` is the entry with such a title. A word is told to nobody unless the witness is still there and still says
    it, so what is withdrawn takes its words along; `documents` is only for the order and counted anew every night.
    """

    word = models.CharField("词", max_length=LONGEST_WORD, primary_key=True)
    sound = models.CharField("读音", max_length=80)
    initials = models.CharField("首字母", max_length=LONGEST_WORD)
    alike = models.CharField("近似读音", max_length=90)
    tail = models.CharField("首字以后", max_length=LONGEST_WORD)
    documents = models.IntegerField("标题数", default=1)
    witness = models.BigIntegerField("所在条目", null=True)

    class Meta:
        verbose_name = "检索词"
        verbose_name_plural = "检索词"
        indexes: ClassVar = [
            models.Index(fields=["sound"], name="search_word_sound", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["initials"], name="search_word_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["alike"], name="search_word_alike"),
            models.Index(fields=["tail"], name="search_word_tail"),
            models.Index(fields=["-documents"], name="search_word_documents"),
            models.Index(fields=["witness"], name="search_word_witness"),
        ]

    def __str__(self) -> str:
        return self.word


class SearchKinship(models.Model):
    """What an entry is about, best word first, and the entries most like it; none yet while `others` is null."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="kinship")
    keywords = ArrayField(models.CharField(max_length=30), verbose_name="关键词")
    others = ArrayField(models.BigIntegerField(), verbose_name="相近条目", null=True)
    related_at = models.DateTimeField("比较时间", null=True)

    class Meta:
        verbose_name = "相关内容"
        verbose_name_plural = "相关内容"
        indexes: ClassVar = [
            models.Index(models.F("related_at").asc(nulls_first=True), name="search_kinship_oldest"),
        ]

    def __str__(self) -> str:
        return "、".join(self.keywords)
