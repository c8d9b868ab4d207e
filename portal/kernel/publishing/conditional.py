"""Public pages that a browser or proxy may keep: a strong entity tag from the address and the content version."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from portal.kernel.publishing import content_version
from portal.kernel.ui.moment import now

View = Callable[..., HttpResponseBase]
# What no release announces (a renamed column, the passing of a day) is seen after this long at the latest.
FRESH_FOR = 300


def public_page(view: View) -> View:
    """Anonymous readers get an entity tag, computed without rendering; the signed-in get nothing to keep."""
    tagged = condition(etag_func=_tag)(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        response = tagged(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    return answer


class ReadersOwn:
    """Mixed into API views whose answer depends on who reads: what the signed-in are shown is kept by nobody."""

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]  # the view's
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(answer, private=True, no_cache=True)
        return answer


def _tag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    """Differs by address, by how the reader has the page set, and by what is public."""
    period = int(now().timestamp()) // FRESH_FOR
    reading = sorted((name, value) for name, value in request.COOKIES.items() if name != settings.CSRF_COOKIE_NAME)
    parts = (request.get_full_path(), request.headers.get("Accept", ""), reading, content_version.current(), period)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
