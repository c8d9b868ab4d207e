"""How the list of requests is narrowed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.people.models import Department
from portal.kernel.ui.moment import today
from requests_app.permissions import handled_departments
from requests_app.rules.words import State
from requests_app.selectors import overdue


class StateFilter(admin.SimpleListFilter):
    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("unfinished", "未办结"), *State.choices()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "unfinished":
            return queryset.unfinished()  # type: ignore[attr-defined]  # the stubs do not know it
        return queryset.filter(state=self.value()) if self.value() else queryset


class DueFilter(admin.SimpleListFilter):
    title = "期限"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "已逾期"), ("paused", "暂停计时")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "overdue":
                return overdue(queryset, on=today())  # type: ignore[arg-type]  # the stubs do not know it
            case "paused":
                return queryset.filter(ledger_paused_at__isnull=False, ledger_met_at=None, ledger_cancelled_at=None)
        return queryset


class DepartmentFilter(admin.SimpleListFilter):
    title = "承办部门"
    parameter_name = "department"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        departments = Department.objects.order_by("position", "pk")
        own = handled_departments(request.user)
        if own is not None:
            departments = departments.filter(pk__in=own)
        return [(str(pk), name) for pk, name in departments.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return queryset.filter(department_id=int(value)) if value and value.isdecimal() else queryset
