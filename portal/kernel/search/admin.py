"""The desk of the search: which words mean the same."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.kernel.people.desk import DutyAdmin, actor
from portal.kernel.people.models import Duty
from portal.kernel.search.forms import SynonymForm
from portal.kernel.search.models import SynonymGroup
from portal.kernel.search.services import synonyms
from portal.kernel.ui.moment import now


@admin.register(SynonymGroup)
class SynonymGroupAdmin(DutyAdmin):
    """Groups are put out of use, not deleted: the record says who added them and why."""

    editors = (Duty.DISCLOSURE_OFFICE, Duty.SYSTEM_ADMIN)
    form = SynonymForm
    list_display = ("__str__", "direction", "is_active", "note")
    list_filter = ("is_active", "direction")
    search_fields = ("note",)
    ordering = ("-is_active", "folded")
    fields = ("words", "direction", "note", "is_active")

    def save_model(self, request: HttpRequest, obj: SynonymGroup, form: Any, change: bool) -> None:
        given = form.cleaned_data
        saved = synonyms.save(
            group=obj,
            words=given["words"],
            direction=given["direction"],
            note=given["note"],
            is_active=given["is_active"],
            by=actor(request),
            at=now(),
        )
        obj.pk = saved.pk

    def log_change(self, *args: Any, **kwargs: Any) -> Any:
        """The audit trail has it."""

    def log_addition(self, *args: Any, **kwargs: Any) -> Any:
        """The audit trail has it."""
