"""The base of admin desks whose access follows duties instead of Django's own permissions."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from portal.kernel.people.models import User
from portal.kernel.people.permissions import holds, is_staff_member


def actor(request: HttpRequest) -> User:
    """The signed-in person, to be handed to services as `by`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class SaysItsBasis:
    """Mixed into a desk: under each field stands the rule that asks for it, so that the clerk need not look it up."""

    legal_basis: ClassVar[dict[str, str]] = {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # the desk's
        basis = self.legal_basis.get(db_field.name)
        if field is not None and basis:
            said = str(field.help_text or "").rstrip("。")
            field.help_text = f"{said}。{basis}" if said else basis
        return field


class DutyAdmin(SaysItsBasis, admin.ModelAdmin):
    """`viewers` and `editors` name duties; empty viewers mean every member of staff; nothing is deleted here."""

    viewers: ClassVar[tuple[str, ...]] = ()
    editors: ClassVar[tuple[str, ...]] = ()
    show_full_result_count = False

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """What is typed into the list itself has a name for those who hear it; Django gives it none."""
        formset = super().get_changelist_formset(request, **kwargs)
        for name in self.list_editable:
            field = formset.form.base_fields[name]
            field.widget.attrs["aria-label"] = field.label
        return formset

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not self.viewers:
            return is_staff_member(request.user)
        return holds(request.user, *self.viewers, *self.editors)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.editors)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.editors)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
