from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, CharField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse

from policies.rules.validity import Dates, validity
from policies.rules.words import ENDING, RelationKind, Validity
from portal.kernel.publishing.models import Publishable, PublishableQuerySet
from portal.kernel.taxonomy.models import Audience, Topic


class DocumentQuerySet(PublishableQuerySet):
    """Adjectives of policy documents. Those of validity take the day."""

    def with_ends(self, *, at: datetime) -> Self:
        """Adds ``ended_on`` and ``amended_on``: what released documents do to this one, and when."""
        return self.annotate(
            ended_on=_first_effect(ENDING, at=at),
            amended_on=_first_effect((RelationKind.AMENDS,), at=at),
        )

    def with_validity(self, *, on: date, at: datetime) -> Self:
        """Adds ``validity_code``; the same law as ``rules.validity``, which the tests hold against it."""
        return self.with_ends(at=at).annotate(validity_code=_validity_case(on))

    def of_validity(self, code: str, *, on: date, at: datetime) -> Self:
        return self.with_validity(on=on, at=at).filter(validity_code=code)

    def touched(self, *, at: datetime) -> Q:
        """The condition that some released document ends or amends this one."""
        return Q(Exists(_effects((*ENDING, RelationKind.AMENDS), at=at)))

    def with_own_validity(self, *, on: date) -> Self:
        """Adds ``own_validity_code``: what the dates of the document say while nothing touches it."""
        return self.annotate(
            own_validity_code=Case(*_own_standing(on), default=Value(Validity.IN_FORCE), output_field=CharField())
        )

    def normative(self) -> Self:
        return self.filter(is_normative=True)

    def with_stale_index(self, *, on: date, at: datetime) -> Self:
        """Public documents whose validity has moved on since the search index was told."""
        return self.public(at=at).with_validity(on=on, at=at).exclude(validity_code=F("indexed_validity"))


def effects(kinds: tuple[str, ...], *, at: datetime) -> QuerySet[Any]:
    """What released documents do to others."""
    return apps.get_model("policies", "Relation").objects.filter(
        kind__in=kinds,
        public_from__lte=at,
        from_document__published_at__lte=at,
        from_document__withdrawn_at__isnull=True,
        from_document__targeted=False,
    )


def _effects(kinds: tuple[str, ...], *, at: datetime) -> QuerySet[Any]:
    return effects(kinds, at=at).filter(to_document=OuterRef("pk"))


def _first_effect(kinds: tuple[str, ...], *, at: datetime) -> Subquery:
    from_released = _effects(kinds, at=at)
    return Subquery(from_released.order_by().values("to_document").annotate(day=Min("effective_on")).values("day"))


def _validity_case(on: date) -> Case:
    lapsed_first = Q(expires_on__isnull=False, expires_on__lt=F("ended_on"))
    return Case(
        When(Q(ended_on__lte=on) & ~lapsed_first, then=Value(Validity.REPEALED)),
        *_own_standing(on),
        When(amended_on__lte=on, then=Value(Validity.AMENDED)),
        default=Value(Validity.IN_FORCE),
        output_field=CharField(),
    )


def _own_standing(on: date) -> tuple[When, ...]:
    return (
        When(expires_on__lt=on, then=Value(Validity.LAPSED)),
        When(effective_on__gt=on, then=Value(Validity.PENDING)),
    )


class Document(Publishable):
    """A policy document 「政策文件」 with its dates; whether it applies is asked of a day."""

    content_fields = (
        "document_number",
        "issuing_organ",
        "is_normative",
        "formed_on",
        "effective_on",
        "expires_on",
        "summary",
        "body",
        "history",
        "topics",
        "audiences",
    )

    document_number = models.CharField("发文字号", max_length=80, blank=True)
    issuing_organ = models.CharField("发文机关", max_length=200, blank=True)
    is_normative = models.BooleanField("行政规范性文件", default=False)
    formed_on = models.DateField("成文日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True, help_text="当日仍然有效，次日起自动失效")
    summary = models.CharField("内容概述", max_length=500, blank=True)
    body = models.TextField("正文", blank=True)
    history = models.TextField("制定和修改沿革", blank=True)
    topics = models.ManyToManyField(Topic, verbose_name="主题分类", blank=True, related_name="policy_documents")
    audiences = models.ManyToManyField(Audience, verbose_name="适用对象", blank=True, related_name="policy_documents")

    source_key = models.CharField("导入来源", max_length=300, null=True, blank=True, editable=False)  # noqa: DJ001 - unique when present
    source_hash = models.CharField("导入内容摘要", max_length=64, blank=True, editable=False)
    indexed_validity = models.CharField(max_length=12, blank=True, editable=False)

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "政策文件"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(formed_on__isnull=True) | Q(formed_on__gte=date(1949, 10, 1)),
                name="policies_document_formed_since_1949",
                violation_error_message="成文日期不能早于1949年10月1日",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("effective_on")),
                name="policies_document_expires_after_effect",
                violation_error_message="有效期截止日不能早于施行日期",
            ),
            models.UniqueConstraint(
                fields=["source_key"],
                name="policies_document_source_once",
                violation_error_message="同一来源的文件已经导入",
            ),
            models.CheckConstraint(
                condition=Q(source_key__isnull=True) | ~Q(source_key=""),
                name="policies_document_source_named",
                violation_error_message="导入来源不能为空",
            ),
        ]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["title"], name="document_title_idx"),
            models.Index(fields=["document_number"], name="document_number_idx"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("policies:detail", args=[self.pk])

    def validity(self, *, on: date) -> Validity:
        """On a row of ``with_ends``; without it only the row's own dates speak."""
        return validity(self.dates, on=on)

    @property
    def dates(self) -> Dates:
        return Dates(
            self.effective_on, self.expires_on, getattr(self, "ended_on", None), getattr(self, "amended_on", None)
        )

    def extra_content(self) -> dict[str, Any]:
        """Relations and online services are signed with the text."""
        return {
            "relations": [
                [each.kind, each.to_document_id, each.effective_on.isoformat() if each.effective_on else None]
                for each in self.relations_from.staying().order_by("kind", "to_document_id")
            ],
            "services": [[each.title, each.url] for each in self.service_links.staying().order_by("position", "pk")],
        }
