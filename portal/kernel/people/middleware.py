"""Staff work with two factors (GB/T 22239-2019 level 3)."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.kernel.people.permissions import is_staff_member

GUARDED = ("/admin/", "/workbench/")
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class StaffSecondFactor:
    """Sends staff without a second factor to set one up before they reach their desks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR and request.path.startswith(GUARDED) and _lacks_one(request):
            messages.warning(request, "工作人员须先启用两步验证，才能进入工作台和管理后台。")
            return redirect("mfa_index")
        return self.get_response(request)


def _lacks_one(request: HttpRequest) -> bool:
    return is_staff_member(request.user) and not is_mfa_enabled(request.user, types=FACTORS)
