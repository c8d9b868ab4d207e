"""One request as the office sees it: the paper file in its order, the clock, and the verbs as buttons."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from portal.kernel.audit.selectors import history_of
from portal.kernel.audit.verbs import label_of
from portal.kernel.deadlines.selectors import calendar, light_of
from portal.kernel.people.desk import actor
from portal.kernel.rules.lifecycle import IllegalTransition
from portal.kernel.rules.workdays import WorkCalendar
from portal.kernel.ui.moment import now, today
from requests_app import permissions
from requests_app.admin.entry import EntryDesk
from requests_app.admin.filters import DepartmentFilter, DueFilter, StateFilter
from requests_app.admin.parts import FileParts
from requests_app.admin.verbs import ACTS
from requests_app.forms.verbs import VERB_FORMS, VerbForm
from requests_app.models import InformationRequest
from requests_app.models.digests import identity_digest
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import IdentityKind, Verb
from requests_app.selectors import desk, reckoning_of, with_due
from requests_app.services.record import Refused


@admin.register(InformationRequest)
class InformationRequestAdmin(EntryDesk, FileParts, admin.ModelAdmin):
    """Nothing is typed into the file itself: every change is a verb with its own small form."""

    list_display = ("number", "state_word", "light", "department", "claimed_by", "submitted_at")
    list_filter = (StateFilter, DueFilter, DepartmentFilter, "channel")
    list_per_page = 50
    search_fields = ("number", "description")
    search_help_text = "按申请编号、所需信息或者完整的证件号码查找"
    show_full_result_count = False
    ordering = ("-submitted_at", "-pk")
    change_form_template = "admin/requests_app/informationrequest/change_form.html"
    change_list_template = "admin/requests_app/informationrequest/change_list.html"
    fieldsets = (
        ("登记", {"fields": (("number", "state_word", "channel"), ("received_on", "submitted_at", "entered_by"))}),
        (
            "申请人（仅供办理本申请使用）",
            {
                "fields": (
                    ("applicant_kind", "organisation_class", "applicant_name"),
                    ("identity_kind", "identity_number", "legal_representative"),
                    ("contact_name", "phone", "email"),
                    ("address", "assistance_needed"),
                )
            },
        ),
        ("所需政府信息", {"fields": ("description", ("document_number", "delivery_form"), "attachments")}),
        ("期限", {"fields": (("confirmed_on", "due_words"),)}),
        (
            "办理",
            {"fields": (("registered_at", "registered_by", "department"), ("assigned_at", "claimed_at", "claimed_by"))},
        ),
        ("补正、征求意见、延期", {"fields": ("steps",)}),
        ("答复", {"fields": ("reply_words",)}),
        ("同一申请人的其他申请", {"fields": ("earlier",)}),
        ("办理记录", {"fields": ("events_table",)}),
    )

    _calendar: WorkCalendar | None = None

    class Media:
        css: ClassVar = {"all": ("css/tokens.css", "css/strip.css", "css/requests_desk.css")}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_open_desk(request.user)

    def has_view_permission(self, request: HttpRequest, obj: InformationRequest | None = None) -> bool:
        if obj is None:
            return permissions.can_open_desk(request.user)
        return permissions.can_see(request.user, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: InformationRequest | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: InformationRequest | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[InformationRequest]:
        """What the person may open, and nothing of anybody else's."""
        return with_due(desk(request.user))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[InformationRequest], search_term: str
    ) -> tuple[QuerySet[InformationRequest], bool]:
        found, distinct = super().get_search_results(request, queryset, search_term)
        typed = search_term.strip().upper()
        if typed:
            digests = [identity_digest(kind, typed) for kind in IdentityKind]
            found |= queryset.filter(identity_digest__in=digests)
        return found, distinct

    @admin.display(description="状态", ordering="state")
    def state_word(self, obj: InformationRequest) -> str:
        return obj.state_label

    @admin.display(description="答复期限", ordering="ledger_due_on")
    def light(self, obj: Any) -> str:
        return render_to_string("admin/requests_app/light.html", {"obj": obj, "light": self._light_of(obj)})

    def _light_of(self, obj: Any) -> Any:
        if not obj.ledger_due_on or obj.ledger_met_at or obj.ledger_cancelled_at or obj.ledger_paused_at:
            return None
        return light_of(obj.ledger_due_on, today(), self._calendar or calendar())

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # Read once for the page; a calendar read for another page a moment later is the same or newer.
        self._calendar = calendar()
        context = {"may_enter": permissions.can_enter(request.user)} | (extra_context or {})
        return super().changelist_view(request, context)

    def get_readonly_fields(self, request: HttpRequest, obj: InformationRequest | None = None) -> list[str]:
        return flatten_fieldsets(self.fieldsets)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        known = {}
        if isinstance(obj, InformationRequest) and permissions.can_see(request.user, obj):
            reckoning = None if obj.is_closed else reckoning_of(obj, on=today())
            known = {
                "buttons": self._buttons(request, obj),
                "notes": reckoning.days if reckoning else (),
                "today": today(),
            }
        return super().change_view(request, object_id, form_url, known | (extra_context or {}))

    def _buttons(self, request: HttpRequest, obj: InformationRequest) -> list[tuple[str, str]]:
        """The verbs that the state allows and the person may do."""
        return [
            (row.label, reverse("admin:requests_app_informationrequest_verb", args=[obj.pk, row.verb]))
            for row in LIFECYCLE.transitions_from(obj.state)
            if permissions.can(row.verb, request.user, obj)
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The audit trail of this file, instead of Django's log."""
        obj = self.get_object(request, object_id)
        if not isinstance(obj, InformationRequest) or not permissions.can_see(request.user, obj):
            raise Http404
        rows = [(event.at, event.actor_name, label_of(event.verb), event.after) for event in history_of(obj)]
        context = {**self.admin_site.each_context(request), "title": f"{obj.number} 的历史", "obj": obj, "rows": rows}
        return TemplateResponse(request, "admin/requests_app/history.html", context)

    def get_urls(self) -> list[URLPattern]:
        verb = path(
            "<int:pk>/do/<slug:verb>/",
            self.admin_site.admin_view(self.verb_view),
            name="requests_app_informationrequest_verb",
        )
        return [verb, *self.entry_urls(), *super().get_urls()]

    def verb_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """The small form of one verb."""
        obj = desk(request.user).filter(pk=pk).first()
        if obj is None or verb not in ACTS or not permissions.can(verb, request.user, obj):
            raise Http404
        back = reverse("admin:requests_app_informationrequest_change", args=[pk])
        try:
            row = LIFECYCLE.transition(verb, state=obj.state)
            posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
            form = VERB_FORMS[Verb(verb)](*posted, request=obj, today=today(), label_suffix="")
            if form.is_valid() and self._done(request, obj, Verb(verb), form):
                messages.success(request, f"{obj.number}：{row.label}，已记录。")
                return redirect(back)
        except IllegalTransition as illegal:
            messages.error(request, self._too_late(obj, illegal))
            return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{row.label}：{obj.number}",
            "opts": self.opts,
            "obj": obj,
            "form": form,
            "row": row,
            "back": back,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/requests_app/verb.html", context)

    def _done(self, request: HttpRequest, obj: InformationRequest, verb: Verb, form: VerbForm) -> bool:
        """Whether the service did it; what it refused stands on the form."""
        try:
            ACTS[verb](obj, form.cleaned_data, actor(request), now())
        except Refused as refused:
            for failure in refused.failures:
                form.add_error(None, failure)
            return False
        return True

    def _too_late(self, obj: InformationRequest, illegal: IllegalTransition) -> str:
        """Who came second reads what was done, by whom and when."""
        last = history_of(obj).last()
        if last is None:
            return f"{illegal}。"
        return f"{illegal}。最近一次操作：{last.actor_name}，{label_of(last.verb)}，{last.at:%Y-%m-%d %H:%M}。"
