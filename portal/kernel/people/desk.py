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


class DutyAdmin(admin.ModelAdmin):
    """`viewers` and `editors` name duties; empty viewers mean every member of staff; nothing is deleted here."""

    viewers: ClassVar[tuple[str, ...]] = ()
    editors: ClassVar[tuple[str, ...]] = ()
    show_full_result_count = False

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
