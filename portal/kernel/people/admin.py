"""Desks of the system administrator (accounts, departments) and the security administrator (duties)."""

from typing import Any, ClassVar

from allauth.account.decorators import secure_admin_login
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.people.desk import DutyAdmin, actor
from portal.kernel.people.forms import DepartmentForm, GrantForm, StaffChangeForm, StaffCreationForm
from portal.kernel.people.models import Department, Duty, DutyAssignment, DutyChange, User
from portal.kernel.people.permissions import can_grant_duties
from portal.kernel.people.services import departments, duties
from portal.kernel.ui.moment import now

# One way in: the sign-in page with lock-out and second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's way in
# Access follows duties; Django's groups would be a second, silent way.
if admin.site.is_registered(Group):
    admin.site.unregister(Group)

ADMINISTRATORS = (Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN)


@admin.register(Department)
class DepartmentAdmin(DutyAdmin):
    editors = (Duty.SYSTEM_ADMIN,)
    form = DepartmentForm
    list_display = ("name", "code", "kind", "parent", "telephone", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "code")
    autocomplete_fields = ("parent",)
    ordering = ("position", "pk")
    legal_basis: ClassVar[dict[str, str]] = {
        "duties_text": "机关职能、机构设置应当主动公开（条例第二十条第二项）。",
        "head_name": "负责人姓名应当主动公开（条例第二十条第二项）。",
        "address": "办公地址应当主动公开（条例第十二条、第二十条第二项）。",
        "hours": "办公时间应当主动公开（条例第十二条、第二十条第二项）。",
        "telephone": "联系方式应当主动公开（条例第十二条、第二十条第二项）。",
    }
    fieldsets = (
        (None, {"fields": ("name", "short_name", "code", "kind", "parent", "position", "is_active")}),
        ("机构职能（对外公开）", {"fields": ("duties_text", "head_name", "address", "hours", "telephone")}),
    )

    def save_model(self, request: HttpRequest, obj: Department, form: Any, change: bool) -> None:
        departments.save(department=obj, by=actor(request), at=now())


@admin.register(User)
class StaffAdmin(DutyAdmin, UserAdmin):
    """Accounts are opened and closed by the system administrator, who grants no duties."""

    viewers = ADMINISTRATORS
    editors = (Duty.SYSTEM_ADMIN,)
    form = StaffChangeForm
    add_form = StaffCreationForm
    list_display = ("username", "full_name", "department", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "department")
    list_select_related = ("department",)
    search_fields = ("username", "full_name")
    autocomplete_fields = ("department",)
    readonly_fields = ("is_staff", "last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("人员", {"fields": ("full_name", "department", "email", "phone")}),
        ("账号", {"fields": ("is_active", "is_staff", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "full_name", "department", "email", "usable_password", "password1", "password2"),
            },
        ),
    )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)


@admin.register(DutyAssignment)
class DutyAssignmentAdmin(DutyAdmin):
    """The security administrator grants and revokes; nothing is edited in place."""

    viewers = ADMINISTRATORS
    editors = (Duty.SECURITY_ADMIN,)
    form = GrantForm
    list_display = ("user", "duty", "department", "granted_at", "granted_by")
    list_filter = ("duty", "department")
    list_select_related = ("user", "department", "granted_by")
    search_fields = ("user__username", "user__full_name")
    autocomplete_fields = ("user", "department")
    ordering = ("user", "duty", "pk")
    actions = ("revoke_selected",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[GrantForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("BoundGrantForm", (form,), {"acting": request.user})

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: DutyAssignment, form: Any, change: bool) -> None:
        granted = duties.grant(user=obj.user, duty=obj.duty, department=obj.department, by=actor(request), at=now())
        obj.pk = granted.pk

    @admin.action(description="撤销所选职责", permissions=["revoke"])
    def revoke_selected(self, request: HttpRequest, queryset: QuerySet[DutyAssignment]) -> None:
        for assignment in queryset.select_related("user"):
            try:
                duties.revoke(assignment=assignment, by=actor(request), at=now())
            except duties.DutyRefused as refused:
                self.message_user(request, f"{assignment.user}：{refused}", messages.ERROR)
            else:
                self.message_user(request, f"已撤销 {assignment.user} 的“{assignment}”。", messages.SUCCESS)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return can_grant_duties(request.user)


@admin.register(DutyChange)
class DutyChangeAdmin(DutyAdmin):
    """The record of grants and revocations, to read only."""

    viewers: ClassVar = (Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN)
    list_display = ("at", "verb", "user", "duty", "department", "by")
    list_filter = ("verb", "duty")
    list_select_related = ("user", "department", "by")
    search_fields = ("user__username", "user__full_name")
    ordering = ("-at", "-pk")
