"""The desks of interpretations and questions."""

from typing import Any, ClassVar

from django.contrib import admin

from policies.models import Faq, Interpretation
from portal.kernel.publishing.admin import AttachmentInline, GrantInline, PublishableAdmin

OPENNESS: Any = ("公开属性", {"fields": ("openness", "openness_ground", "openness_reason", "targeted")})


@admin.register(Interpretation)
class InterpretationAdmin(PublishableAdmin):
    list_display: Any = ("title", "document", "form", "department", "state", "published_at")
    list_filter: ClassVar[Any] = ("state", "form", "department")
    list_select_related: ClassVar[Any] = ("department", "document")
    legal_basis: ClassVar[dict[str, str]] = {
        **PublishableAdmin.legal_basis,
        "document": "解读与文件同步起草、同步审签、同步发布；缓发的，文件公布后三个工作日内发布。",
        "form": "数字化、图表图解、音频视频等形式优先，便于公众理解。",
        "interpreter": "主要负责人是第一解读人，写姓名和职务。",
        "body": "说明背景依据、目标任务、主要内容、涉及范围、执行标准和注意事项，不照抄原文。",
    }
    fieldsets = (
        ("解读什么", {"fields": ("title", "document", "form", "interpreter", "department")}),
        ("正文", {"fields": ("body",)}),
        OPENNESS,
    )
    autocomplete_fields = ("document",)
    inlines = (AttachmentInline, GrantInline)


@admin.register(Faq)
class FaqAdmin(PublishableAdmin):
    list_display: Any = ("title", "document", "position", "department", "state", "published_at")
    list_filter: ClassVar[Any] = ("state", "department")
    list_select_related: ClassVar[Any] = ("department", "document")
    fieldsets = (
        (None, {"fields": ("title", "answer", "document", "position", "department")}),
        OPENNESS,
    )
    autocomplete_fields = ("document",)
    inlines = (GrantInline,)
