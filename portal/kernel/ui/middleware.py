"""Reading preferences on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from portal.kernel.ui.preferences import COOKIE, Reading
from portal.kernel.ui.traditional import to_traditional

# What clerks type is stored as they see it: their desks are never converted.
DESKS = ("/admin/", "/workbench/")


class ReadingPreferences:
    """Puts `request.reading` on the request, tells caches that pages differ by cookie, and converts to 「繁體」.

    The entity tag of a public page contains the cookie, so a converted page is another page to every cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reading = Reading.from_cookie(request.COOKIES.get(COOKIE, ""))
        request.reading = reading  # type: ignore[attr-defined]  # our own attribute
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
            if reading.hant and not request.path.startswith(DESKS) and _is_at_hand(response):
                response.content = to_traditional(response.content.decode(response.charset)).encode(response.charset)
        return response


def _is_at_hand(response: HttpResponse) -> bool:
    """Not a stream, not compressed, and not the empty answer that a kept page is still good."""
    return not response.streaming and not response.has_header("Content-Encoding") and bool(response.content)
