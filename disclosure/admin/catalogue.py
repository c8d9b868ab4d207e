"""The disclosure office's desk for the standard catalogue."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from disclosure.models import Catalogue, Element, Matter
from disclosure.models.catalogue import Level
from disclosure.permissions import can_keep_catalogue
from portal.kernel.people.desk import DutyAdmin
from portal.kernel.people.models import Duty


class MatterForm(forms.ModelForm):
    levels = forms.MultipleChoiceField(
        label="公开层级", choices=Level.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Matter
        fields = (
            *("catalogue", "code", "category", "name", "basis", "limit_workdays", "limit_note", "organ"),
            *("channels", "audience", "method", "levels", "position", "is_active"),
        )


class ElementInline(admin.TabularInline):
    model = Element
    extra = 1
    fields = ("name", "required", "position")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_keep_catalogue(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_keep_catalogue(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_keep_catalogue(request.user)


@admin.register(Catalogue)
class CatalogueAdmin(DutyAdmin):
    editors = (Duty.DISCLOSURE_OFFICE,)
    list_display = ("name", "department", "document_number", "issued_on", "is_active")
    list_select_related = ("department",)
    search_fields = ("name",)
    autocomplete_fields = ("department",)
    ordering = ("position", "pk")


@admin.register(Matter)
class MatterAdmin(DutyAdmin):
    """What matters there are; one that is no longer asked for is put out of use, not deleted."""

    editors = (Duty.DISCLOSURE_OFFICE,)
    form = MatterForm
    inlines = (ElementInline,)
    list_display = ("code", "category", "name", "catalogue", "limit_workdays", "organ", "method", "is_active")
    list_display_links = ("name",)
    list_filter = ("catalogue", "category", "method", "is_active")
    list_select_related = ("catalogue", "organ")
    search_fields = ("name", "category", "code")
    autocomplete_fields = ("catalogue", "organ", "audience")
    ordering = ("catalogue", "position", "pk")
    fieldsets = (
        (None, {"fields": ("catalogue", ("code", "category", "name"), "basis", ("position", "is_active"))}),
        ("时限和主体", {"fields": (("limit_workdays", "limit_note"), "organ")}),
        ("公开", {"fields": ("channels", "audience", "method", "levels")}),
    )
