"""Where a request really comes from, and what happens to it when the database does not answer."""

import logging
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)


class ClientAddress:
    """Behind our own proxy every visitor would have the proxy's address: takes the one the proxy vouches for.

    Active only with BEHIND_PROXY, because anybody may send this header to a server that stands in the open.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Requests from inside, such as health checks, carry no such header.
        with suppress(ValueError):
            request.META["REMOTE_ADDR"] = str(ip_address(request.headers.get("X-Real-IP", "").strip()))
        return self.get_response(request)


class DatabaseUnavailable:
    """Answers 503 with Retry-After instead of an error page when PostgreSQL is away or a query ran out of time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "30"
        return response


class InventedDeskAddress:
    """Django's admin hands words of the address to the database as they are: year 10000, half a key, a NUL.

    Answers 400 when a desk that is only read breaks over its own query, and keeps the trace, for it may be ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        asked = request.method in {"GET", "HEAD"} and request.GET and request.path.startswith("/admin/")
        if not asked or not isinstance(exception, ValueError | DataError):
            return None
        # The address itself is not logged: it may hold the name or number somebody looked for.
        logger.warning("desk_address_refused", exc_info=exception, extra={"view": request.path})
        return render(request, "400.html", status=400)
