"""The desk of the working-day calendar and the list of every statutory term."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from portal.kernel.deadlines import kinds, selectors
from portal.kernel.deadlines.forms import ArrangementForm, DayForm, seal, unseal
from portal.kernel.deadlines.models import Deadline, Reminder, WorkCalendarDay
from portal.kernel.deadlines.rules.arrangement import parse_arrangement
from portal.kernel.deadlines.services import calendar
from portal.kernel.people.desk import DutyAdmin
from portal.kernel.people.models import Duty, User
from portal.kernel.rules.workdays import DayKind
from portal.kernel.ui.moment import now, today

SHOWN_MOVES = 100
ARRANGED = {DayKind.HOLIDAY, DayKind.MAKE_UP}


class YearFilter(admin.SimpleListFilter):
    title = "年份"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        known = selectors.calendar()
        return [(str(year), f"{year}年") for year in range(known.last.year, known.first.year - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        known = {year for year, _label in self.lookup_choices}
        return queryset.filter(day__year=int(value)) if value in known else queryset


@admin.register(WorkCalendarDay)
class WorkCalendarDayAdmin(DutyAdmin):
    """Days are never added or removed one by one: a year comes by import, a day is changed with its consequences."""

    editors = (Duty.DISCLOSURE_OFFICE, Duty.SYSTEM_ADMIN)
    form = DayForm
    list_display = ("day", "kind", "name", "notice", "running_number")
    list_filter = (YearFilter, "kind", "name")
    ordering = ("-day",)
    list_per_page = 62
    readonly_fields = ("day", "running_number")
    fields = ("day", "kind", "name", "notice", "running_number")
    legal_basis: ClassVar[dict[str, str]] = {
        "kind": "工作日不含周末和法定节假日，含调休上班日（《全国年节及纪念日放假办法》和年度安排）。",
        "notice": "国务院办公厅每年发布的部分节假日安排通知。",
    }
    change_list_template = "admin/deadlines/calendar_list.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        entry = form.entry()
        impact = calendar.apply(
            days=[entry], by=_officer(request), at=now(), note=f"{entry.day}改为{obj.get_kind_display()}"
        )
        messages.info(request, _sentence(impact))

    def log_change(self, *args: Any, **kwargs: Any) -> Any:
        """The audit trail has it."""

    def get_urls(self) -> list[URLPattern]:
        mine = [
            path("import/", self.admin_site.admin_view(self.import_view), name="deadlines_calendar_import"),
            path("import/apply/", self.admin_site.admin_view(self.apply_view), name="deadlines_calendar_apply"),
        ]
        return [*mine, *super().get_urls()]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Upload or paste a year; a valid table is answered with what it would move."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        initial = {"year": selectors.calendar().last.year + 1}
        form = ArrangementForm(request.POST or None, request.FILES or None, initial=initial)
        context: dict[str, Any] = {"form": form}
        if request.method == "POST" and form.is_valid():
            revision = selectors.revision()
            try:
                impact = calendar.preview(days=form.cleaned_data["days"])
            except calendar.CalendarGap as problem:
                form.add_error("year", str(problem))
            else:
                context |= {
                    "impact": impact,
                    "sentence": _sentence(impact),
                    "moves": impact.moves[:SHOWN_MOVES],
                    "special_days": [day for day in form.cleaned_data["days"] if day.kind in ARRANGED],
                    "sealed": seal(
                        year=form.cleaned_data["year"],
                        notice=form.cleaned_data["notice"],
                        text=form.cleaned_data["text"],
                        revision=str(revision),
                    ),
                }
        return self._page(request, context)

    def apply_view(self, request: HttpRequest) -> HttpResponse:
        """Apply exactly what was previewed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        try:
            sealed = unseal(request.POST.get("sealed", ""))
            impact = calendar.apply(
                days=parse_arrangement(sealed["text"], year=sealed["year"], notice=sealed["notice"]),
                by=_officer(request),
                at=now(),
                note=f"{sealed['year']}年节假日安排（{sealed['notice']}）",
                expected_revision=UUID(sealed["revision"]),
            )
        except signing.BadSignature:
            messages.error(request, "预览已失效，请重新上传并预览")
            return HttpResponseRedirect(reverse("admin:deadlines_calendar_import"))
        except (calendar.CalendarChanged, calendar.CalendarGap) as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(reverse("admin:deadlines_calendar_import"))
        messages.success(request, f"{sealed['year']}年节假日安排已生效。{_sentence(impact)}")
        return HttpResponseRedirect(reverse("admin:deadlines_workcalendarday_changelist"))

    def _page(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        whole = {
            **self.admin_site.each_context(request),
            "title": "导入节假日安排",
            "opts": self.model._meta,
            **context,
        }
        return TemplateResponse(request, "admin/deadlines/calendar_import.html", whole)


class StandingFilter(admin.SimpleListFilter):
    title = "状态"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("running", "计算中"), ("overdue", "已逾期"), ("paused", "已中止"), ("closed", "已结束")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        match self.value():
            case "running":
                return queryset.running()
            case "overdue":
                return queryset.overdue(today())
            case "paused":
                return queryset.open().exclude(paused_at=None)
            case "closed":
                return queryset.exclude(pk__in=queryset.open().values("pk"))
        return queryset


class KindFilter(admin.SimpleListFilter):
    title = "期限种类"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.code, kind.label) for kind in kinds.registered()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ReminderInline(admin.TabularInline):
    model = Reminder
    fields = readonly_fields = ("version", "step", "outcome", "at")
    ordering = ("-at", "step")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(Deadline)
class DeadlineAdmin(DutyAdmin):
    """Every statutory term of the portal in one list; dates are set by the affairs they belong to, not here."""

    list_display = ("title", "kind_label", "due_on", "provisional", "standing", "department", "handler")
    list_filter = (StandingFilter, KindFilter, "department")
    list_select_related = ("department", "handler")
    search_fields = ("title",)
    ordering = ("due_on", "pk")
    inlines: ClassVar = [ReminderInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.model._meta.fields]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="期限种类", ordering="kind")
    def kind_label(self, deadline: Deadline) -> str:
        return kinds.label_of(deadline.kind)

    @admin.display(description="状态")
    def standing(self, deadline: Deadline) -> str:
        return selectors.lights(deadline, today()).text


def _sentence(impact: calendar.Impact) -> str:
    """The consequence of a change, in one sentence."""
    parts = [f"核算未办结期限{impact.examined}个，其中{impact.moved}个到期日变动"]
    if impact.confirmed:
        parts.append(f"{impact.confirmed}个到期日不变、由暂定转为确定")
    if impact.left_alone:
        parts.append(f"另有{impact.left_alone}个须人工核对")
    return "，".join(parts) + "。"


def _officer(request: HttpRequest) -> User:
    """The person at the desk; the permission check lets nobody else come this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
