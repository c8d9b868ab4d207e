"""Desks for columns, topics, audiences and tags, kept by the disclosure office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from portal.front import belonging
from portal.kernel.people.desk import DutyAdmin, actor
from portal.kernel.people.models import Duty
from portal.kernel.taxonomy.models import Audience, Column, Tag, Topic
from portal.kernel.taxonomy.selectors import would_be_circular
from portal.kernel.ui.moment import now
from portal.kernel.ui.navigation import MOST_CHOSEN


class BranchForm(forms.ModelForm):
    """A column or topic under another one, never in a circle."""

    def clean_parent(self) -> Any:
        parent = self.cleaned_data["parent"]
        if would_be_circular(thing=self.instance, parent=parent):
            raise forms.ValidationError("上级不能是自己或者自己的下级。")
        return parent


class ColumnForm(BranchForm):
    """The head of a page holds seven columns in one line."""

    def clean_in_header(self) -> bool:
        chosen: bool = self.cleaned_data["in_header"]
        others = Column.objects.filter(in_header=True).exclude(pk=self.instance.pk).count()
        if chosen and others >= MOST_CHOSEN:
            raise forms.ValidationError("页眉已经选满两个栏目，请先取消其中一个。")
        return chosen


class TaxonomyAdmin(DutyAdmin):
    """What is renamed or moved here stands on public pages, which change with it; the trail says who did it."""

    editors: ClassVar = (Duty.DISCLOSURE_OFFICE,)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        belonging.set_term(term=obj, by=actor(request), at=now())


@admin.register(Column)
class ColumnAdmin(TaxonomyAdmin):
    """Put in order in the list itself, without leaving it."""

    form = ColumnForm
    list_display = ("name", "parent", "position", "in_header", "department", "keeper", "max_age_days", "is_active")
    list_editable = ("position",)
    list_filter = ("is_active", "department")
    list_select_related = ("parent", "department", "keeper")
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent", "department", "keeper")
    ordering = ("position", "pk")
    fieldsets = (
        (None, {"fields": ("name", "slug", "parent", "position", "in_header", "description", "is_active")}),
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
