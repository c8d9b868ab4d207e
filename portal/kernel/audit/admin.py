"""The audit administrator's desk: the trail, to read and search only."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.audit import verbs
from portal.kernel.audit.models import Event
from portal.kernel.audit.permissions import can_read_trail
from portal.kernel.people.desk import DutyAdmin


class VerbFilter(admin.SimpleListFilter):
    title = "动作"
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return verbs.choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(DutyAdmin):
    list_display = ("sequence", "at", "verb_label", "target_type", "target_id", "actor_name", "note")
    list_filter = (VerbFilter, "target_type")
    search_fields = ("=verb", "=target_type", "=target_id", "actor_name", "note", "=hash")
    search_help_text = "按动作、对象、操作人、说明或哈希查找"
    date_hierarchy = "at"
    ordering = ("-sequence",)
    list_per_page = 50
    fields = (
        "sequence",
        "at",
        "verb_label",
        "target_type",
        "target_id",
        "actor_name",
        "note",
        "before_text",
        "after_text",
        "previous_hash",
        "hash",
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_read_trail(request.user)

    @admin.display(description="动作", ordering="verb")
    def verb_label(self, event: Event) -> str:
        return verbs.label_of(event.verb)

    @admin.display(description="变更前")
    def before_text(self, event: Event) -> str:
        return _text(event.before)

    @admin.display(description="变更后")
    def after_text(self, event: Event) -> str:
        return _text(event.after)


def _text(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)
