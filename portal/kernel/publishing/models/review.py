import pgtrigger
from django.db import models
from django.db.models import F, Q

from portal.kernel.people.models import User
from portal.kernel.publishing.models.version import Version
from portal.kernel.publishing.words import Conclusion, Decision

APPEND_ONLY = pgtrigger.Update | pgtrigger.Delete

#: Whoever drafted a version never signs it, by whatever route the row is written.
NOT_BY_A_DRAFTER = """
    IF EXISTS (SELECT 1 FROM publishing_version
               WHERE id = NEW.version_id AND NEW.{column} = ANY(drafter_ids)) THEN
        RAISE EXCEPTION 'signed by a drafter of the version' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class SecrecyReview(models.Model):
    """先审查后公开, 一事一审: the secrecy review 「保密审查」 of one version with its attachments."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="secrecy_reviews")
    conclusion = models.CharField("审查结论", max_length=10, choices=Conclusion.choices)
    basis = models.CharField("审查依据", max_length=300, blank=True)
    note = models.CharField("审查意见", max_length=1000, blank=True)
    reviewed_at = models.DateTimeField("审查时间")
    reviewed_by = models.ForeignKey(User, verbose_name="审查人", null=True, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(User, verbose_name="提交人", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "保密审查"
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                name="publishing_secrecyreview_once",
                violation_error_message="该版本已作出保密审查结论",
            ),
            models.CheckConstraint(
                condition=Q(conclusion__in=Conclusion.values),
                name="publishing_secrecyreview_conclusion_known",
                violation_error_message="审查结论应当为通过或者不通过",
            ),
            models.CheckConstraint(
                condition=Q(conclusion=Conclusion.IMPORTED, reviewed_by__isnull=True)
                | (~Q(conclusion=Conclusion.IMPORTED) & Q(reviewed_by__isnull=False)),
                name="publishing_secrecyreview_signed",
                violation_error_message="保密审查应当由审查人作出",
            ),
            models.CheckConstraint(
                condition=~Q(conclusion=Conclusion.REJECT) | ~Q(note=""),
                name="publishing_secrecyreview_reject_explained",
                violation_error_message="保密审查不通过的，应当说明意见",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="publishing_secrecyreview_not_by_drafter",
                violation_error_message="起草人不得审查自己起草的内容",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=APPEND_ONLY),
            pgtrigger.Trigger(
                name="not_by_a_drafter",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOT_BY_A_DRAFTER.format(column="reviewed_by_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.get_conclusion_display()}"


class Approval(models.Model):
    """One level of the three-level approval 「三级审批」 of one version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="approvals")
    level = models.PositiveSmallIntegerField("审批层级")
    decision = models.CharField("审批决定", max_length=10, choices=Decision.choices)
    note = models.CharField("审批意见", max_length=1000, blank=True)
    decided_at = models.DateTimeField("审批时间")
    decided_by = models.ForeignKey(User, verbose_name="审批人", on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(User, verbose_name="提交人", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "审批"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "level"],
                name="publishing_approval_level_once",
                violation_error_message="该层级已经审批",
            ),
            models.UniqueConstraint(
                fields=["version", "decided_by"],
                name="publishing_approval_person_once",
                violation_error_message="同一人不得审批两个层级",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=3),
                name="publishing_approval_level_known",
                violation_error_message="审批层级应当为一至三级",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=Decision.values),
                name="publishing_approval_decision_known",
                violation_error_message="审批决定应当为同意或者退回",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.RETURN) | ~Q(note=""),
                name="publishing_approval_return_explained",
                violation_error_message="退回应当说明原因",
            ),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=True) | ~Q(decided_by=F("drafted_by")),
                name="publishing_approval_not_by_drafter",
                violation_error_message="起草人不得审批自己起草的内容",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=APPEND_ONLY),
            pgtrigger.Trigger(
                name="not_by_a_drafter",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOT_BY_A_DRAFTER.format(column="decided_by_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} 第 {self.level} 级 {self.get_decision_display()}"
