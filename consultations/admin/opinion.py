"""The desk of opinions: read, decide what is shown. Nothing is changed and nothing deleted."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from consultations import permissions
from consultations.forms import ModerationForm
from consultations.models import Consultation, Opinion
from consultations.services import moderation
from portal.kernel.people.models import Duty
from portal.kernel.people.permissions import departments_of, holds, is_staff_member
from portal.kernel.rules.identity import find_personal_data
from portal.kernel.rules.lifecycle import IllegalTransition
from portal.kernel.ui import moment

REFUSALS = (moderation.NotAllowed, moderation.ReasonMissing, IllegalTransition)


class ConsultationFilter(admin.RelatedFieldListFilter):
    """Only those whose opinions this person reads; the titles of others may be for a few."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        asked = model_admin.get_queryset(request).order_by().values("consultation")
        things = Consultation.objects.filter(pk__in=asked).order_by("-pk")
        return list(things.values_list("pk", "title"))


@admin.register(Opinion)
class OpinionAdmin(admin.ModelAdmin):
    list_display = ("excerpt", "author", "state", "warning", "asked_in", "submitted_at")
    list_filter = ("state", ("consultation", ConsultationFilter))
    list_select_related = ("consultation",)
    search_fields = ("=number", "text")
    actions = ("show", "hide")
    action_form = ModerationForm
    show_full_result_count = False
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("number", "consultation", "clause", "submitted_at")}),
        ("意见", {"fields": ("text", "author", "reachable_by", "warning")}),
        ("审核", {"fields": ("state", "moderated_at", "moderated_by", "moderation_reason")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Opinion]:
        """The opinions of one's own departments; the disclosure office reads all."""
        rows: Any = Opinion.objects.all()
        user: Any = request.user
        if holds(user, Duty.DISCLOSURE_OFFICE):
            return rows
        mine = departments_of(user, Duty.CLERK, Duty.DEPARTMENT_HEAD)
        return rows if mine is None else rows.of_departments(mine)

    @admin.display(description="意见内容")
    def excerpt(self, opinion: Opinion) -> str:
        return opinion.text[:40] + ("…" if len(opinion.text) > 40 else "")

    @admin.display(description="意见征集")
    def asked_in(self, opinion: Opinion) -> str:
        title = opinion.consultation.title
        return title[:18] + ("…" if len(title) > 18 else "")

    @admin.display(description="署名")
    def author(self, opinion: Opinion) -> str:
        return opinion.author

    @admin.display(description="联系方式（不公开）")
    def reachable_by(self, opinion: Opinion) -> str:
        return opinion.contact or "未留"

    @admin.display(description="个人信息")
    def warning(self, opinion: Opinion) -> str:
        found = len(find_personal_data(opinion.text))
        return f"含{found}处号码，公开时自动遮盖" if found else ""

    @admin.action(description="公开所选意见")
    def show(self, request: HttpRequest, queryset: QuerySet[Opinion]) -> None:
        self._each(request, queryset, lambda opinion, by, at: moderation.show(opinion=opinion, by=by, at=at))

    @admin.action(description="不公开所选意见（填写理由）")
    def hide(self, request: HttpRequest, queryset: QuerySet[Opinion]) -> None:
        reason = request.POST.get("reason", "")
        self._each(
            request, queryset, lambda opinion, by, at: moderation.hide(opinion=opinion, reason=reason, by=by, at=at)
        )

    def _each(self, request: HttpRequest, queryset: QuerySet[Opinion], verb: Any) -> None:
        done, at = 0, moment.now()
        for opinion in queryset.select_related("consultation__department"):
            try:
                verb(opinion, request.user, at)
                done += 1
            except REFUSALS as refused:
                self.message_user(request, f"{opinion.number}：{refused}", messages.ERROR)
        if done:
            self.message_user(request, f"已处理{done}条意见。")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_staff_member(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return is_staff_member(request.user)
        return permissions.can_moderate(request.user, obj.consultation)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
