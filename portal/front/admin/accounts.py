"""Sign-ins, failures and second factors: read by those who watch over accounts, changed by nobody."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.http import HttpRequest

from portal.kernel.people.desk import DutyAdmin
from portal.kernel.people.models import Duty

# The libraries' own desks follow Django's permissions; here access follows duties, and addresses stand on the accounts.
for _model in (EmailAddress, Authenticator, UserSession, AccessAttempt, AccessFailureLog, AccessLog):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)


class WatchAdmin(DutyAdmin):
    """GB/T 22239-2019 level 3: sign-ins are audited by others than those who open accounts."""

    viewers: ClassVar = (Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN)
    editors: ClassVar = ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AccessAttempt)
class AccessAttemptAdmin(WatchAdmin):
    list_display = ("username", "ip_address", "failures_since_start", "attempt_time")
    fields = ("username", "ip_address", "failures_since_start", "attempt_time", "user_agent")
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time", "-pk")


@admin.register(AccessLog)
class AccessLogAdmin(WatchAdmin):
    list_display = ("username", "ip_address", "attempt_time", "logout_time")
    fields = ("username", "ip_address", "attempt_time", "logout_time", "user_agent")
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time", "-pk")


@admin.register(UserSession)
class UserSessionAdmin(WatchAdmin):
    list_display = ("user", "ip", "created_at", "last_seen_at")
    fields = ("user", "ip", "created_at", "last_seen_at", "user_agent")
    list_select_related = ("user",)
    search_fields = ("user__username", "ip")
    ordering = ("-created_at", "-pk")


@admin.register(Authenticator)
class AuthenticatorAdmin(WatchAdmin):
    """Which second factors there are; their secrets are shown to nobody."""

    list_display = ("user", "type_word", "created_at", "last_used_at")
    fields = ("user", "type_word", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    ordering = ("-created_at", "-pk")

    WORDS: ClassVar = {"totp": "验证器应用", "webauthn": "安全密钥", "recovery_codes": "恢复码"}

    @admin.display(description="方式", ordering="type")
    def type_word(self, row: Authenticator) -> str:
        return self.WORDS.get(row.type, row.type)
