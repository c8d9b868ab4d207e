"""The desk of adoption reports."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from consultations.models import AdoptionLine, AdoptionReport
from consultations.rules.words import REASON_OWED
from consultations.services import drafting, lines
from portal.kernel.people.models import User
from portal.kernel.publishing.admin import (
    AttachmentInline,
    GrantInline,
    PublishableAdmin,
    PublishableForm,
    VerbFormSet,
)
from portal.kernel.publishing.admin.inlines import FollowsItsSubject


class LineForm(forms.ModelForm):
    class Meta:
        model = AdoptionLine
        fields = ("theme", "said", "opinion_count", "decision", "reason")
        widgets = {"said": forms.Textarea(attrs={"rows": 3}), "reason": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") in REASON_OWED and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", "部分采纳和未采纳的意见应当说明理由")
        return cleaned


class LineFormSet(VerbFormSet, forms.BaseInlineFormSet):
    def put_in(self, subject: Any, data: dict[str, Any], *, by: User, at: datetime) -> None:
        names = ("theme", "said", "opinion_count", "decision", "reason")
        lines.add(report=subject, by=by, at=at, **{name: data[name] for name in names})

    def take_out(self, instance: Any, *, by: User, at: datetime) -> None:
        lines.remove(line=instance, by=by, at=at)


class LineInline(FollowsItsSubject, admin.StackedInline):
    model = AdoptionLine
    form = LineForm
    formset = LineFormSet
    extra = 1
    verbose_name_plural = "逐条或者归类说明"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and (obj is None or obj.published_at is None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.published_at is None)


class ReportForm(PublishableForm):
    """The department is that of the consultation; the title may be left to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].required = False
            self.fields["title"].help_text = "不填则按意见征集的标题生成"


@admin.register(AdoptionReport)
class AdoptionReportAdmin(PublishableAdmin):
    form: Any = ReportForm
    list_display: Any = ("title", "consultation", "opinion_count", "department", "state", "published_at")
    list_filter: ClassVar[Any] = ("state", "department")
    list_select_related: ClassVar[Any] = ("department", "consultation")
    fieldsets = (
        (None, {"fields": ("consultation", "title", "opinion_count")}),
        ("采纳情况", {"fields": ("overview",)}),
        ("公开属性", {"fields": ("openness", "openness_ground", "openness_reason", "targeted")}),
    )
    readonly_fields = ("opinion_count",)
    inlines = (LineInline, AttachmentInline, GrantInline)
    extra_refusals: tuple[type[Exception], ...] = (lines.LinesFixed, lines.RefusalUnexplained)

    def save_content(self, *, thing: Any, data: dict[str, Any], by: Any, at: Any) -> Any:
        return drafting.save_report(report=thing, data=data, by=by, at=at)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The consultation of a report does not change."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and "consultation" in form.base_fields:
            form.base_fields["consultation"].disabled = True
        return form
