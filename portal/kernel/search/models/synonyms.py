"""What the same thing is also called."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

MOST_WORDS = 8
LONGEST_WORD = 20


class SynonymGroup(models.Model):
    """Words for the same thing 「同义词」; the search looks for all of them when one is asked for.

    One way means: the first word also finds the others, the others do not find the first.
    """

    class Direction(models.TextChoices):
        BOTH = "both", "互相查找"
        ONE_WAY = "one_way", "只由第一个词找到其余的词"

    words = ArrayField(models.CharField(max_length=LONGEST_WORD), verbose_name="词")
    direction = models.CharField("方向", max_length=10, choices=Direction.choices, default=Direction.BOTH)
    note = models.CharField("说明", max_length=200, blank=True)
    is_active = models.BooleanField("在用", default=True)
    folded = ArrayField(models.CharField(max_length=60), verbose_name="折叠后的词", editable=False)

    class Meta:
        verbose_name = "同义词组"
        verbose_name_plural = "同义词"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(words__len__gte=2, words__len__lte=MOST_WORDS),
                name="search_synonyms_two_to_eight",
                violation_error_message=f"一组同义词应当有 2 至 {MOST_WORDS} 个词。",
            ),
            models.UniqueConstraint(
                fields=["folded"],
                name="search_synonyms_once",
                violation_error_message="已有同样的一组同义词。",
            ),
        ]

    def __str__(self) -> str:
        sign = " = " if self.direction == self.Direction.BOTH else " → "
        return sign.join(self.words)
