"""Our own cache of rendered public pages, for readers who bring nothing of their own.

A page is kept under its entity tag, so a changed content version makes every kept page unreachable at once. Only what
anybody may ask for in a known form is kept: an invented query word or cookie is answered, but fills nothing.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from portal.kernel.ui.preferences import COOKIE

# The query words of public pages. The proxy's configuration holds the same list; a test compares them.
KNOWN_WORDS = frozenset(
    {
        "as",
        "audience",
        "category",
        "column",
        "cursor",
        "department",
        "exact",
        "format",
        "kind",
        "matter",
        "normative",
        "order",
        "page",
        "q",
        "received",
        "section",
        "size",
        "standing",
        "state",
        "status",
        "topic",
        "validity",
        "workdays",
        "year",
    }
)
LARGEST = 512 * 1024
# Whether a search found something: its page is counted when it is answered, rendered or kept.
RESULTS_HEADER = "X-Results"
OWN_HEADERS = ("Content-Type", "Content-Disposition", "X-Robots-Tag", "Link", RESULTS_HEADER)


def keep(request: HttpRequest, tag: str, render: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The kept page of this tag, or the rendered one, kept for the next reader when it may be."""
    if not (settings.PAGE_CACHE_SECONDS and _is_plain(request)):
        return render()
    name = f"page:{tag}"
    kept = cache.get(name)
    if kept is not None:
        body, headers = kept
        return HttpResponse(body, headers=headers)
    response = render()
    if hasattr(response, "render") and callable(response.render):
        response = response.render()
    if isinstance(response, HttpResponse) and _may_be_kept(request, response):
        headers = {name: response[name] for name in OWN_HEADERS if name in response}
        cache.set(name, (response.content, headers), settings.PAGE_CACHE_SECONDS)
    return response


def _is_plain(request: HttpRequest) -> bool:
    own = set(request.COOKIES) - {COOKIE, settings.CSRF_COOKIE_NAME}
    return request.method in {"GET", "HEAD"} and not own and set(request.GET) <= KNOWN_WORDS


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
        and len(response.content) <= LARGEST
        # A form's token or a script's nonce belongs to one answer only.
        and "CSRF_COOKIE" not in request.META
        and not getattr(request, "_csp_nonce", None)
    )
