from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

import pgtrigger
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.core.checks import CheckMessage, Error
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.kernel.people.models import Department, User
from portal.kernel.publishing.models.grant import Grant
from portal.kernel.publishing.models.planned import ON_THE_LIST
from portal.kernel.publishing.words import Openness, State


class PublishableQuerySet(models.QuerySet[Any]):
    """The adjectives of publication. Every public door starts from ``public(at=…, to=…)``."""

    def public(self, *, at: datetime, to: object | None = None) -> Self:
        """What this reader (a user, or nobody in particular) may see at this moment."""
        return self.filter(self.visible_q(at=at, to=to))

    def visible_q(self, *, at: datetime, to: object | None = None) -> Q:
        out = Q(published_at__lte=at, withdrawn_at__isnull=True, openness=Openness.OPEN)
        if not isinstance(to, User) or not to.is_active:
            return out & Q(targeted=False)
        theirs = Q(user=to)
        if to.department_id:
            theirs |= Q(department_id=to.department_id)
        grants = Grant.objects.filter(
            theirs,
            subject_type=ContentType.objects.get_for_model(self.model),
            subject_id=OuterRef("pk"),
        )
        return out & Q(Q(targeted=False) | Q(Exists(grants)))

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_at__isnull=False)

    def tombstones(self) -> Self:
        """Withdrawn things that everybody could see before: their address answers 410 with the reason."""
        return self.withdrawn().filter(published_at__isnull=False, targeted=False)

    def being_revised(self) -> Self:
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True).exclude(state=State.PUBLISHED)

    def due_for_release(self, *, at: datetime) -> Self:
        return self.filter(state=State.SCHEDULED, planned_at__lte=at)


def _named(name: str) -> str:
    return f"%(app_label)s_%(class)s_{name}"


class Publishable(models.Model):
    """Something that becomes public 「公开」 only after review and approval of exactly this content.

    The row holds what the public sees (or, before the first release, the draft). While a public thing is being
    revised the working copy lies in ``proposal`` and moves into the columns at the next release.
    """

    #: Names of the fields (and many-to-many fields) of the concrete class that make up a version.
    content_fields: ClassVar[tuple[str, ...]] = ()
    #: Content that every publishable thing has.
    base_content_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "department",
        "openness",
        "openness_ground",
        "openness_reason",
        "targeted",
    )

    title = models.CharField("标题", max_length=300)
    department = models.ForeignKey(
        Department, verbose_name="责任部门", on_delete=models.PROTECT, related_name="%(class)ss", db_index=True
    )
    openness = models.CharField("公开属性", max_length=12, choices=Openness.choices, default=Openness.OPEN)
    openness_ground = models.CharField("不予主动公开的依据", max_length=300, blank=True)
    openness_reason = models.CharField("不予主动公开的理由", max_length=1000, blank=True)
    targeted = models.BooleanField("定向公开", default=False, help_text="只向指定的人员或者部门公开")

    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    proposal = models.JSONField("修订稿", null=True, blank=True, editable=False, encoder=DjangoJSONEncoder)
    drafter_ids = ArrayField(models.BigIntegerField(), verbose_name="起草人", default=list, blank=True, editable=False)

    created_at = models.DateTimeField("创建时间", editable=False)
    created_by = models.ForeignKey(
        User, verbose_name="创建人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField("提交时间", null=True, editable=False)
    submitted_by = models.ForeignKey(
        User, verbose_name="提交人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    planned_at = models.DateTimeField("计划发布时间", null=True, editable=False)
    planned_by = models.ForeignKey(
        User, verbose_name="计划发布人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    published_at = models.DateTimeField("发布时间", null=True, editable=False)
    published_by = models.ForeignKey(
        User, verbose_name="发布人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, verbose_name="撤回人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    withdrawal_reason = models.CharField("撤回原因", max_length=500, blank=True, editable=False)
    failed_at = models.DateTimeField("失败时间", null=True, editable=False)
    failure = models.TextField("失败原因", blank=True, editable=False)

    objects: ClassVar[Any] = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name=_named("state_known"),
                violation_error_message="状态不在规定的范围内",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name=_named("title_given"),
                violation_error_message="标题不能为空",
            ),
            models.CheckConstraint(
                condition=Q(openness=Openness.OPEN) | (~Q(openness_ground="") & ~Q(openness_reason="")),
                name=_named("openness_explained"),
                violation_error_message="依申请公开、不予公开的，应当写明依据和理由",
            ),
            models.CheckConstraint(
                condition=Q(openness=Openness.OPEN) | Q(published_at__isnull=True),
                name=_named("only_open_is_public"),
                violation_error_message="只有主动公开的内容才能发布",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name=_named("submitted_at_and_by"),
                violation_error_message="提交时间和提交人应当同时记录",
            ),
            models.CheckConstraint(
                condition=Q(planned_at__isnull=True, planned_by__isnull=True)
                | Q(planned_at__isnull=False, planned_by__isnull=False),
                name=_named("planned_at_and_by"),
                violation_error_message="计划发布时间和计划发布人应当同时记录",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                name=_named("published_by_with_at"),
                violation_error_message="记录发布人时应当记录发布时间",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
                name=_named("withdrawn_at_by_reason"),
                violation_error_message="撤回应当同时记录时间、人员和原因",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=False))
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name=_named("withdrawn_state"),
                violation_error_message="撤回状态与撤回记录不一致",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PUBLISHED, State.WITHDRAWN]) | Q(published_at__isnull=False),
                name=_named("published_has_moment"),
                violation_error_message="已发布的内容应当有发布时间",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SCHEDULED) | Q(planned_at__isnull=False),
                name=_named("scheduled_has_moment"),
                violation_error_message="定时发布应当有计划时间",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.FAILED) & Q(failed_at__isnull=False) & ~Q(failure=""))
                | (~Q(state=State.FAILED) & Q(failed_at__isnull=True) & Q(failure="")),
                name=_named("failed_with_reason"),
                violation_error_message="发布失败应当记录时间和原因",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False, withdrawn_at__isnull=True),
                name="%(class)s_pub_idx",
            ),
            models.Index(fields=["planned_at"], condition=Q(state=State.SCHEDULED), name="%(class)s_plan_idx"),
        ]
        triggers: ClassVar[tuple[pgtrigger.Trigger, ...]] = ON_THE_LIST

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Abstract: every concrete class has its own page."""
        raise NotImplementedError(f"{type(self).__name__} names its page")

    @classmethod
    def check(cls, **kwargs: Any) -> list[CheckMessage]:
        """A subclass that forgets ``Meta(Publishable.Meta)`` or drops its constraints is told at start."""
        return [*super().check(**kwargs), *_check_inheritance(cls)]

    @classmethod
    def all_content_fields(cls) -> tuple[str, ...]:
        return (*cls.base_content_fields, *(n for n in cls.content_fields if n not in cls.base_content_fields))

    @property
    def is_public(self) -> bool:
        """Out and not taken back; whom it reaches is for ``public(at=, to=)`` to say."""
        return self.published_at is not None and self.withdrawn_at is None and self.openness == Openness.OPEN

    @property
    def is_being_revised(self) -> bool:
        return self.is_public and self.state != State.PUBLISHED

    @property
    def is_editable(self) -> bool:
        return self.state == State.DRAFT

    def public_html(self) -> Sequence[str]:
        """The texts (HTML or Markdown) in which links are looked for when the thing goes out."""
        return tuple(str(getattr(self, name)) for name in ("body", "answer") if hasattr(self, name))

    def extra_content(self) -> dict[str, Any]:
        """Content of a version that lies in other tables (relations, rows); JSON values only."""
        return {}


def _check_inheritance(model: type[Publishable]) -> list[CheckMessage]:
    names = {constraint.name for constraint in model._meta.constraints}
    wanted = {
        str(constraint.name) % {"app_label": model._meta.app_label, "class": model._meta.model_name}
        for constraint in Publishable.Meta.constraints
    }
    fields = {field.name for field in model._meta.get_fields()}
    errors: list[CheckMessage] = []
    if wanted - names:
        errors.append(
            Error(
                f"constraints of Publishable are lost: {sorted(wanted - names)}",
                hint="class Meta(Publishable.Meta): constraints = [*Publishable.Meta.constraints, …]",
                obj=model,
                id="publishing.E001",
            )
        )
    if set(ON_THE_LIST) - set(getattr(model._meta, "triggers", ())):
        errors.append(
            Error(
                "triggers of Publishable are lost: its planned releases would be seen by the tick only",
                hint="class Meta(Publishable.Meta): triggers = [*Publishable.Meta.triggers, …]",
                obj=model,
                id="publishing.E003",
            )
        )
    if unknown := set(model.content_fields) - fields:
        errors.append(Error(f"content_fields names unknown fields: {sorted(unknown)}", obj=model, id="publishing.E002"))
    return errors
