"""The desk of feedback: what readers say of pages, how often of which, and what was done about it."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.front import feedback
from portal.front.forms import HandledForm
from portal.front.models import PageFeedback
from portal.kernel.people.desk import DutyAdmin, actor
from portal.kernel.people.models import Duty
from portal.kernel.ui.moment import now


@admin.register(PageFeedback)
class PageFeedbackAdmin(DutyAdmin):
    """Nothing a reader said is changed; only what came of it is added, once."""

    viewers: ClassVar = (Duty.DISCLOSURE_OFFICE,)
    editors: ClassVar = (Duty.DISCLOSURE_OFFICE,)
    form = HandledForm
    list_display = ("excerpt", "verdict", "where", "sent_at", "handled_at")
    list_filter = ("verdict", ("handled_at", admin.EmptyFieldListFilter))
    search_fields = ("page", "text")
    ordering = ("-sent_at", "-pk")
    change_list_template = "admin/front/feedback_list.html"
    fieldsets = (
        (None, {"fields": ("where", "verdict", "sent_at")}),
        ("读者的说明", {"fields": ("text", "reachable_by")}),
        ("处理", {"fields": ("outcome", "handled_at", "handled_by")}),
    )
    readonly_fields = ("where", "verdict", "sent_at", "text", "reachable_by", "handled_at", "handled_by")

    def get_urls(self) -> list[URLPattern]:
        own = path("pages/", self.admin_site.admin_view(self.pages), name="front_pagefeedback_pages")
        return [own, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.handled_at is None)

    def save_model(self, request: HttpRequest, obj: PageFeedback, form: Any, change: bool) -> None:
        try:
            feedback.handle(feedback=obj, outcome=form.cleaned_data["outcome"], by=actor(request), at=now())
        except feedback.AlreadyHandled as late:
            self.message_user(request, str(late), messages.ERROR)

    def pages(self, request: HttpRequest) -> HttpResponse:
        """Counts per page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "title": "各页面评价", "counts": feedback.counts()}
        return render(request, "admin/front/feedback_pages.html", context)

    @admin.display(description="说明")
    def excerpt(self, row: PageFeedback) -> str:
        return row.text[:40] + ("…" if len(row.text) > 40 else "") if row.text else "（没有说明）"

    @admin.display(description="页面", ordering="page")
    def where(self, row: PageFeedback) -> SafeString:
        return format_html('<a href="{}">{}</a>', row.page, row.page)

    @admin.display(description="联系方式（处理后清除）")
    def reachable_by(self, row: PageFeedback) -> str:
        return row.contact or "未留"
