"""Words offered under the search field."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Trim


class HotWord(models.Model):
    """A word that readers look for and one click searches 「热词」."""

    word = models.CharField("热词", max_length=12, unique=True, help_text="点击后按这个词检索，不超过 12 个字。")
    position = models.PositiveSmallIntegerField("排序", default=0, help_text="数字小的在前。")
    active = models.BooleanField("显示", default=True)

    class Meta:
        verbose_name = "热词"
        verbose_name_plural = "热词"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(word="") & Q(word=Trim("word")),
                name="ui_hotword_trimmed",
                violation_error_message="热词不能为空，前后不能有空格。",
            ),
        ]

    def __str__(self) -> str:
        return self.word
