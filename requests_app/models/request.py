"""The application for government information."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedCharField, EncryptedEmailField, EncryptedTextField

from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import (
    CLOSED_STATES,
    ApplicantKind,
    Channel,
    DeliveryForm,
    IdentityKind,
    OrganisationClass,
    State,
)


def _together(*fields: str) -> Q:
    return Q(**{f"{name}__isnull": True for name in fields}) | Q(**{f"{name}__isnull": False for name in fields})


class InformationRequestQuerySet(models.QuerySet["InformationRequest"]):
    """Adjectives of requests."""

    def unfinished(self) -> "InformationRequestQuerySet":
        return self.exclude(state__in=[state.value for state in CLOSED_STATES])

    def of_departments(self, department_ids: list[int]) -> "InformationRequestQuerySet":
        return self.filter(department_id__in=department_ids)

    def from_identity(self, digest: str) -> "InformationRequestQuerySet":
        return self.filter(identity_digest=digest)


class InformationRequest(models.Model):
    """An application for government information 「政府信息公开申请」."""

    number = models.CharField("申请编号", max_length=40, unique=True)
    channel = models.CharField("申请渠道", max_length=12, choices=Channel.choices(), default=Channel.ONLINE.value)

    applicant_kind = models.CharField("申请人类型", max_length=12, choices=ApplicantKind.choices())
    organisation_class = models.CharField(
        "组织类别", max_length=16, choices=OrganisationClass.choices(), blank=True, help_text="年度报告表三的分类"
    )
    applicant_name = EncryptedCharField("姓名或者名称", max_length=100, null=True)
    identity_kind = models.CharField("证件类型", max_length=16, choices=IdentityKind.choices())
    identity_number = EncryptedCharField("证件号码", max_length=40, null=True)
    identity_digest = models.CharField("证件号码摘要", max_length=64, editable=False)
    legal_representative = EncryptedCharField("法定代表人", max_length=60, null=True, blank=True)
    contact_name = EncryptedCharField("联系人", max_length=60, null=True, blank=True)
    phone = EncryptedCharField("联系电话", max_length=30, null=True)
    email = EncryptedEmailField("电子邮箱", max_length=120, null=True, blank=True)
    address = EncryptedTextField("通信地址", max_length=200, null=True, blank=True)
    assistance_needed = models.BooleanField("需要阅读、视听等方面的帮助", default=False)

    description = models.TextField("所需政府信息的名称或者特征描述", max_length=2000)
    document_number = models.CharField("文号", max_length=60, blank=True)
    delivery_form = models.CharField("获取方式", max_length=10, choices=DeliveryForm.choices())

    state = models.CharField("办理状态", max_length=12, choices=State.choices(), default=State.SUBMITTED.value)
    department = models.ForeignKey(
        "people.Department", verbose_name="承办部门", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    secret_digest = models.CharField(max_length=64, editable=False)
    form_key_digest = models.CharField(max_length=64, unique=True, editable=False)
    body_digest = models.CharField(max_length=64, editable=False)

    submitted_at = models.DateTimeField("提交时间")
    received_on = models.DateField("收到日期")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="录入人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="来信、来访、传真或者口头申请由工作人员录入",
    )
    confirmed_on = models.DateField("收到申请之日", null=True, blank=True, help_text="期限自次日起算（条例第三十一条）")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="确认人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    registered_at = models.DateTimeField("登记时间", null=True, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登记人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    assigned_at = models.DateTimeField("分办时间", null=True, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="分办人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    claimed_at = models.DateTimeField("签收时间", null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "政府信息公开申请"
        verbose_name_plural = "政府信息公开申请"
        indexes: ClassVar = [
            models.Index(fields=["state", "department"], name="requests_by_state"),
            models.Index(fields=["-submitted_at", "-id"], name="requests_latest"),
            models.Index(fields=["identity_digest"], name="requests_by_identity"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in LIFECYCLE.states]),
                name="requests_state_known",
                violation_error_message="未知的办理状态。",
            ),
            models.CheckConstraint(
                condition=Q(applicant_kind=ApplicantKind.PERSON.value, organisation_class="")
                & ~Q(identity_kind=IdentityKind.CREDIT_CODE.value)
                | Q(
                    applicant_kind=ApplicantKind.ORGANISATION.value,
                    organisation_class__in=OrganisationClass.codes(),
                    identity_kind=IdentityKind.CREDIT_CODE.value,
                    contact_name__isnull=False,
                ),
                name="requests_applicant_complete",
                violation_error_message="法人或者其他组织应当填写组织类别、统一社会信用代码和联系人；公民不填写组织类别。",
            ),
            models.CheckConstraint(
                condition=Q(applicant_name__isnull=False, identity_number__isnull=False, phone__isnull=False)
                & ~Q(identity_digest=""),
                name="requests_applicant_known",
                violation_error_message="申请应当包括申请人的姓名或者名称、身份证明、联系方式（条例第二十九条）。",
            ),
            models.CheckConstraint(
                condition=~Q(description=""),
                name="requests_says_what",
                violation_error_message="请写明所需政府信息的名称或者特征描述（条例第二十九条）。",
            ),
            models.CheckConstraint(
                condition=(~Q(delivery_form=DeliveryForm.EMAIL.value) | Q(email__isnull=False))
                & (~Q(delivery_form=DeliveryForm.POST.value) | Q(address__isnull=False)),
                name="requests_delivery_reachable",
                violation_error_message="选择电子邮件获取的应当填写电子邮箱，选择邮寄的应当填写通信地址。",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.ONLINE.value, entered_by__isnull=True)
                | (~Q(channel=Channel.ONLINE.value) & Q(entered_by__isnull=False)),
                name="requests_paper_entered_by_staff",
                violation_error_message="网上申请由申请人提交，其他渠道的申请由工作人员录入。",
            ),
            models.CheckConstraint(
                condition=_together("confirmed_on", "confirmed_at", "confirmed_by"),
                name="requests_confirmed_together",
                violation_error_message="确认日期、确认时间和确认人应当同时填写。",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=False)
                | Q(state__in=[State.SUBMITTED.value, State.WITHDRAWN.value, State.ARCHIVED.value]),
                name="requests_confirmed_before_handling",
                violation_error_message="申请确认收到后才能办理。",
            ),
            models.CheckConstraint(
                condition=_together("registered_at", "registered_by"),
                name="requests_registered_together",
                violation_error_message="登记时间和登记人应当同时填写。",
            ),
            models.CheckConstraint(
                condition=_together("assigned_at", "assigned_by", "department"),
                name="requests_assigned_together",
                violation_error_message="分办时间、分办人和承办部门应当同时填写。",
            ),
            models.CheckConstraint(
                condition=_together("claimed_at", "claimed_by"),
                name="requests_claimed_together",
                violation_error_message="签收时间和经办人应当同时填写。",
            ),
            models.CheckConstraint(
                condition=Q(claimed_at__isnull=False)
                | ~Q(
                    state__in=[State.HANDLING.value, State.CONSULTING.value, State.REPLIED.value, State.DELIVERED.value]
                ),
                name="requests_claimed_before_reply",
                violation_error_message="申请由承办部门签收后才能办理和答复。",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED_STATES

    @property
    def awaits_confirmation(self) -> bool:
        """Sent, but the office has not yet confirmed the receipt: no term runs."""
        return self.confirmed_on is None and not self.is_closed

    @property
    def state_label(self) -> str:
        return State.of(self.state).label
