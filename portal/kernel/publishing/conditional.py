"""Public pages that browser, proxy and our own cache may keep: a strong tag from address and content version."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from portal.kernel.publishing import content_version, kept_pages
from portal.kernel.ui.moment import now

View = Callable[..., HttpResponseBase]
# What no release announces (a renamed column, the passing of a day) is seen after this long at the latest; beside the
# results of a search a minute later, since names are remembered there.
FRESH_FOR = 300


def public_page(view: View) -> View:
    """Anonymous readers get an entity tag, computed without rendering, and a page rendered once for all of them.

    The signed-in get nothing to keep. A release or a withdrawal changes every tag in its own transaction, so no page
    of before it is answered after it, neither from a browser's copy nor from ours.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        tag = _tag(request)

        def rendered_once(request: HttpRequest) -> HttpResponseBase:
            return kept_pages.keep(request, tag, lambda: view(request, *args, **kwargs))

        response = condition(etag_func=lambda _: f'"{tag}"')(rendered_once)(request)
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


def _tag(request: HttpRequest) -> str:
    """Differs by address, by how the reader has the page set, by what is public and by the style sheets it names."""
    parts = (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        request.headers.get("Accept", ""),
        request.headers.get("HX-Request", ""),
        sorted((name, value) for name, value in request.COOKIES.items() if name != settings.CSRF_COOKIE_NAME),
        content_version.noted_on(request),
        getattr(staticfiles_storage, "manifest_hash", ""),
        int(now().timestamp()) // FRESH_FOR,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
