from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from policies.models.companion import CompanionQuerySet
from policies.models.document import Document
from policies.rules.words import InterpretationForm
from portal.kernel.publishing.models import Publishable


class Interpretation(Publishable):
    """An interpretation 「解读」 of a document, in one of many forms; 谁起草谁解读."""

    content_fields = ("document", "form", "interpreter", "body")

    document = models.ForeignKey(
        Document, verbose_name="所解读文件", on_delete=models.PROTECT, related_name="interpretations"
    )
    form = models.CharField(
        "解读形式", max_length=10, choices=InterpretationForm.choices(), default=InterpretationForm.TEXT
    )
    interpreter = models.CharField("解读人", max_length=100, blank=True)
    body = models.TextField("正文", blank=True)

    objects: ClassVar[Any] = CompanionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "政策解读"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(form__in=[form.value for form in InterpretationForm]),
                name="policies_interpretation_form_known",
                violation_error_message="解读形式不在规定的范围内",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("policies:interpretation", args=[self.pk])
