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
    fieldsets = (
        (None, {"fields": ("title", "document", "form", "interpreter", "department")}),
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
