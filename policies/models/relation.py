from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from policies.models.document import Document
from policies.models.part import Part, PartQuerySet
from policies.rules.words import DATED, REVERSE_LABELS, RelationKind


class RelationQuerySet(PartQuerySet):
    def with_documents(self) -> Self:
        return self.select_related("from_document", "to_document")


class Relation(Part):
    """A typed, directed, dated link from one document to another; effective once the document saying so is public."""

    from_document = models.ForeignKey(
        Document, verbose_name="文件", on_delete=models.PROTECT, related_name="relations_from"
    )
    kind = models.CharField("关系", max_length=12, choices=RelationKind.choices())
    to_document = models.ForeignKey(
        Document, verbose_name="相关文件", on_delete=models.PROTECT, related_name="relations_to"
    )
    effective_on = models.DateField("生效日期", null=True, blank=True, help_text="修改、废止、替代自何日起")
    note = models.CharField("说明", max_length=200, blank=True)

    objects: ClassVar[RelationQuerySet] = RelationQuerySet.as_manager()  # type: ignore[assignment]  # the queryset stands for its manager

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "文件关系"
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=["from_document", "to_document", "kind"],
                name="policies_relation_once",
                violation_error_message="这一关系已经登记",
            ),
            models.CheckConstraint(
                condition=~Q(from_document=F("to_document")),
                name="policies_relation_not_to_itself",
                violation_error_message="文件不能与自身建立关系",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RelationKind]),
                name="policies_relation_kind_known",
                violation_error_message="关系类型不在规定的范围内",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[kind.value for kind in DATED]) | Q(effective_on__isnull=False),
                name="policies_relation_effect_dated",
                violation_error_message="修改、废止、替代应当写明生效日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_document_id} {self.get_kind_display()} {self.to_document_id}"

    @property
    def reverse_label(self) -> str:
        return REVERSE_LABELS[self.kind]
