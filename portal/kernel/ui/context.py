"""What every page needs to know: whose site this is, where it leads, how the reader wants it set."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.kernel.ui.face import identity
from portal.kernel.ui.moment import today
from portal.kernel.ui.preferences import back_to, reading_of


def face(request: HttpRequest) -> dict[str, Any]:
    """Touches no session: a reader without a session cookie stays anonymous and cacheable.

    Whose site this is may cost one look at a counter, and only where a template asks.
    """
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return {
        "site": SimpleLazyObject(lambda: identity(request)),
        "site_domain": request.META.get("HTTP_HOST", ""),
        "reading": reading_of(request),
        "back_to": SimpleLazyObject(lambda: back_to(request)),
        "today": today(),
        "may_be_signed_in": signed_in,
        "may_have_messages": signed_in or "messages" in request.COOKIES,
    }
