import pgtrigger
from django.db import models
from django.db.models import Q

from policies.models.document import Document
from portal.kernel.people.models import User


class InterpretationWaiver(models.Model):
    """The recorded leave to publish a normative document before its interpretation, which then has its own clock."""

    document = models.OneToOneField(
        Document, verbose_name="文件", on_delete=models.PROTECT, related_name="interpretation_waiver"
    )
    reason = models.CharField("缓发理由", max_length=500)
    granted_at = models.DateTimeField("批准时间")
    granted_by = models.ForeignKey(User, verbose_name="批准人", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "解读缓发记录"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="policies_interpretationwaiver_explained",
                violation_error_message="解读缓发应当说明理由",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.reason}"
