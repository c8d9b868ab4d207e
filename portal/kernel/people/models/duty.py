"""Duties, who holds them, and the unalterable record of every grant and revocation."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q


class Duty(models.TextChoices):
    """What a person is responsible for 「职责」."""

    CLERK = "clerk", "经办人"
    DEPARTMENT_HEAD = "department_head", "处室负责人"
    LEGAL_REVIEWER = "legal_reviewer", "法制审核"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查"
    DISCLOSURE_OFFICE = "disclosure_office", "政务公开办公室"
    DEPUTY_LEADER = "deputy_leader", "分管领导"
    MAIN_LEADER = "main_leader", "主要领导"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"
    PARTNER = "partner", "协作单位"


# GB/T 22239-2019 level 3: the three administrators check each other, so nobody is two of them.
ADMINISTRATOR_DUTIES = (Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN)


class DutyAssignment(models.Model):
    """A duty a person holds now, in one department or, without a department, in the whole bureau 「任职」."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="人员",
        on_delete=models.PROTECT,
        related_name="duty_assignments",
    )
    duty = models.CharField("职责", max_length=20, choices=Duty.choices)
    department = models.ForeignKey(
        "people.Department",
        verbose_name="部门",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duty_assignments",
        help_text="留空表示全局",
    )
    granted_at = models.DateTimeField("授予时间")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="授予人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "duty", "department"],
                nulls_distinct=False,
                name="people_duty_granted_once",
                violation_error_message="该人员已担任此职责。",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(duty__in=["system_admin", "security_admin", "audit_admin"]),
                name="people_one_administrator_duty",
                violation_error_message="系统、安全、审计管理员三权分立，一人只能担任其中一项。",
            ),
            models.CheckConstraint(
                condition=~Q(duty__in=["system_admin", "security_admin", "audit_admin"]) | Q(department__isnull=True),
                name="people_administrator_duty_is_global",
                violation_error_message="管理员职责面向全局，不分部门。",
            ),
            models.CheckConstraint(
                condition=Q(duty__in=Duty.values),
                name="people_duty_known",
                violation_error_message="未知的职责。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}"


class DutyChange(models.Model):
    """One grant or revocation of a duty, never changed afterwards 「任职变更」."""

    class Verb(models.TextChoices):
        GRANTED = "granted", "授予"
        REVOKED = "revoked", "撤销"

    verb = models.CharField("动作", max_length=10, choices=Verb.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField("职责", max_length=20, choices=Duty.choices)
    department = models.ForeignKey(
        "people.Department",
        verbose_name="部门",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="操作人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "任职变更"
        verbose_name_plural = "任职变更记录"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(by=models.F("user")),
                name="people_nobody_changes_own_duty",
                violation_error_message="不能变更自己的职责。",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=(
                    "IF current_setting('portal.truncate_allowed', true) = 'on' THEN RETURN NULL; END IF; "
                    "RAISE EXCEPTION 'people_dutychange is append-only';"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}{self.get_duty_display()}"
