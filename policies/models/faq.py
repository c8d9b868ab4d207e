from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from policies.models.companion import CompanionQuerySet
from policies.models.document import Document
from portal.kernel.publishing.models import Publishable


class Faq(Publishable):
    """A question with its answer 「问答」 on a document's page; the question is the title."""

    content_fields = ("document", "answer", "position")

    document = models.ForeignKey(Document, verbose_name="所属文件", on_delete=models.PROTECT, related_name="faqs")
    answer = models.TextField("回答")
    position = models.PositiveSmallIntegerField("顺序", default=0)

    objects: ClassVar[Any] = CompanionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "政策问答"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(answer=""), name="policies_faq_answered", violation_error_message="回答不能为空"
            ),
        ]

    @property
    def question(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """It lives on its document's page."""
        return f"{self.document.get_absolute_url()}#faq-{self.pk}"
