"""The record of imports on the clerk's desk: to be read, never changed."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from portal.front.models import ImportOutcome, ImportRun
from portal.kernel.people.desk import DutyAdmin
from portal.kernel.people.models import Duty


class _ReadOnly(DutyAdmin):
    """For the office that publishes what was taken in and the administrator who ran the command."""

    viewers = (Duty.DISCLOSURE_OFFICE, Duty.SYSTEM_ADMIN)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(ImportRun)
class ImportRunAdmin(_ReadOnly):
    list_display = ("folder", "target", "publish", "started_at", "started_by", "finished_at")
    list_select_related = ("started_by",)
    ordering = ("-started_at", "-pk")


@admin.register(ImportOutcome)
class ImportOutcomeAdmin(_ReadOnly):
    list_display = ("source_key", "kind", "reason", "run")
    list_filter = ("kind",)
    list_select_related = ("run",)
    search_fields = ("source_key",)
    show_full_result_count = False
    ordering = ("-run", "source_key")
