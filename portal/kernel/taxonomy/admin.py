"""Desks for columns, topics, audiences and tags, kept by the disclosure office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin

from portal.kernel.people.desk import DutyAdmin
from portal.kernel.people.models import Duty
from portal.kernel.taxonomy.models import Audience, Column, Tag, Topic
from portal.kernel.taxonomy.selectors import would_be_circular


class BranchForm(forms.ModelForm):
    """A column or topic under another one, never in a circle."""

    def clean_parent(self) -> Any:
        parent = self.cleaned_data["parent"]
        if would_be_circular(thing=self.instance, parent=parent):
            raise forms.ValidationError("上级不能是自己或者自己的下级。")
        return parent


class TaxonomyAdmin(DutyAdmin):
    editors: ClassVar = (Duty.DISCLOSURE_OFFICE,)


@admin.register(Column)
class ColumnAdmin(TaxonomyAdmin):
    form = BranchForm
    list_display = ("name", "slug", "parent", "position", "department", "keeper", "max_age_days", "is_active")
    list_filter = ("is_active", "department")
    list_select_related = ("parent", "department", "keeper")
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent", "department", "keeper")
    ordering = ("position", "pk")
    fieldsets = (
        (None, {"fields": ("name", "slug", "parent", "position", "description", "is_active")}),
        ("责任", {"fields": ("department", "keeper", "max_age_days")}),
    )


@admin.register(Topic)
class TopicAdmin(TaxonomyAdmin):
    form = BranchForm
    list_display = ("name", "slug", "parent", "position")
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent",)
    ordering = ("position", "pk")


@admin.register(Audience)
class AudienceAdmin(TaxonomyAdmin):
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug")
    ordering = ("position", "pk")


@admin.register(Tag)
class TagAdmin(TaxonomyAdmin):
    search_fields = ("name",)
    ordering = ("name", "pk")
