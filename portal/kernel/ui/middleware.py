"""Reading preferences on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from portal.kernel.ui.preferences import COOKIE, Reading


class ReadingPreferences:
    """Puts `request.reading` on the request and tells caches that pages differ by cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reading = Reading.from_cookie(request.COOKIES.get(COOKIE, ""))  # type: ignore[attr-defined]  # our own attribute
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response
