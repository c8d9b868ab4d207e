"""The desk of consultations."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from consultations import permissions
from consultations.models import Clause, Consultation
from consultations.rules.words import Standing
from consultations.services import clauses, drafting, outcome
from policies.models import Document
from portal.kernel.people.models import User
from portal.kernel.publishing.admin import (
    AttachmentInline,
    DeskVerb,
    GrantInline,
    PublishableAdmin,
    PublishableForm,
    VerbFormSet,
)
from portal.kernel.publishing.admin.inlines import FollowsItsSubject
from portal.kernel.ui import moment


class ConsultationForm(PublishableForm):
    """Says at the form, where everything typed stays, what the service would refuse."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"kind", "opens_on", "closes_on"} <= cleaned.keys():
            try:
                drafting.earliest_lawful_close(
                    kind=cleaned["kind"],
                    opens_on=cleaned["opens_on"],
                    closes_on=cleaned["closes_on"],
                    shorter_reason=cleaned.get("shorter_reason") or "",
                )
            except (drafting.PeriodTooShort, drafting.PeriodImpossible) as refused:
                self.add_error("closes_on", str(refused))
        return cleaned


class ClauseFormSet(VerbFormSet, forms.BaseInlineFormSet):
    def put_in(self, subject: Any, data: dict[str, Any], *, by: User, at: datetime) -> None:
        clauses.add(consultation=subject, heading=data["heading"], text=data["text"], by=by, at=at)

    def take_out(self, instance: Any, *, by: User, at: datetime) -> None:
        clauses.remove(clause=instance, by=by, at=at)


class ClauseInline(FollowsItsSubject, admin.TabularInline):
    """条款: added and taken out, not rewritten; fixed from the first release on."""

    model = Clause
    formset = ClauseFormSet
    extra = 1
    fields = ("heading", "text")
    verbose_name_plural = "可以逐条提意见的条款（选填）"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and (obj is None or obj.published_at is None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.published_at is None)


class OutcomeForm(forms.Form):
    document = forms.ModelChoiceField(
        label="形成的政策文件",
        queryset=Document.objects.none(),
        required=False,
        help_text="不选即取消",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Document.objects.public(at=moment.now()).only("pk", "title").order_by("-published_at", "-pk")


def _link(consultation: Consultation, data: dict[str, Any], *, by: User, at: datetime) -> str:
    outcome.link(consultation=consultation, document=data["document"], by=by, at=at)
    return "已登记形成的政策文件" if data["document"] else "已取消登记"


class StandingFilter(admin.SimpleListFilter):
    title = "征求状态"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return Standing.choices()

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Consultation]:
        return queryset.filter(standing_code=self.value()) if self.value() else queryset


@admin.register(Consultation)
class ConsultationAdmin(PublishableAdmin):
    form: Any = ConsultationForm
    list_display: Any = (
        "title", "kind", "department", "state", "standing", "opens_on", "closes_on", "opinions_received",
    )  # fmt: skip
    list_filter: ClassVar[Any] = ("state", StandingFilter, "kind", "department")
    filter_horizontal = ("topics", "audiences")
    legal_basis: ClassVar[dict[str, str]] = {
        **PublishableAdmin.legal_basis,
        "kind": "决定法定最短期限：重大行政决策一般不少于三十日（《重大行政决策程序暂行条例》第十五条），"
        "规章草案不少于三十日（《规章制定程序条例》第十五条），期限不足的不能保存。",
        "opens_on": "开始当日不计入期限。",
        "shorter_reason": "《重大行政决策程序暂行条例》第十五条：因情况紧急等缩短期限的，公开征求意见时说明。",
        "explanation": "公布决策草案及其说明等材料，明确提出意见的方式和期限（同条例第十五条）。",
        "draft": "公众逐条提意见的，在“条款”中列出。",
    }
    fieldsets = (
        ("事项", {"fields": ("title", "kind", "department")}),
        ("期限", {"fields": ("opens_on", "closes_on", "earliest_closes_on", "shorter_reason")}),
        ("草案", {"fields": ("explanation", "draft")}),
        ("参与方式", {"fields": ("postal_address", "email", "telephone", "audiences", "topics")}),
        ("结果", {"fields": ("led_to",)}),
        ("公开属性", {"fields": ("openness", "openness_ground", "openness_reason", "targeted")}),
    )
    readonly_fields = ("earliest_closes_on", "led_to")
    inlines = (ClauseInline, AttachmentInline, GrantInline)
    extra_verbs = (
        DeskVerb("link-outcome", "登记形成的政策文件", permissions.can_link_outcome, _link, form=OutcomeForm),
    )
    extra_refusals: tuple[type[Exception], ...] = (
        drafting.PeriodTooShort,
        drafting.PeriodImpossible,
        clauses.ClausesFixed,
        outcome.StillOpen,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consultation]:
        things: Any = super().get_queryset(request)
        return things.with_standing(on=moment.today(), at=moment.now()).with_opinion_count()

    def save_content(self, *, thing: Any, data: dict[str, Any], by: Any, at: Any) -> Any:
        return drafting.save_consultation(consultation=thing, data=data, by=by, at=at)

    @admin.display(description="征求状态")
    def standing(self, thing: Any) -> str:
        return Standing.of(thing.standing_code).label if thing.is_public else "—"

    @admin.display(description="收到意见")
    def opinions_received(self, thing: Any) -> str:
        return format_html('<a href="../opinion/?consultation__id__exact={}">{}</a>', thing.pk, thing.opinion_total)
