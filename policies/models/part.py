from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from portal.kernel.people.models import User


class PartQuerySet(models.QuerySet[Any]):
    """Parts of a document that lie in rows of their own follow its releases."""

    def released(self, *, at: datetime) -> Self:
        return self.filter(public_from__lte=at)

    def staying(self) -> Self:
        """What the next version of the document consists of."""
        return self.filter(leaving=False)


class Part(models.Model):
    """A row that belongs to a document's content: it becomes public, or leaves, when its document is released."""

    public_from = models.DateTimeField("公开时间", null=True, editable=False)
    leaving = models.BooleanField("下次发布时移除", default=False, editable=False)
    created_at = models.DateTimeField("创建时间", editable=False)
    created_by = models.ForeignKey(
        User, verbose_name="创建人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects: ClassVar[Any] = PartQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(leaving=False) | models.Q(public_from__isnull=False),
                name="%(app_label)s_%(class)s_only_public_leaves",
                violation_error_message="尚未公开的内容可以直接删除，不需要标记移除",
            ),
        ]
