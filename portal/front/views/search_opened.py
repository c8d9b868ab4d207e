"""The browser's `ping` when a hit is opened: counted without a redirect, so that links stay what they say."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.kernel.search.tally import tally
from portal.kernel.ui import moment
from requests_app.services import pace


# The browser sends no token with a ping; the mark in the address was signed by the page of results.
@csrf_exempt
@require_POST
def opened(request: HttpRequest, mark: str) -> HttpResponse:
    """Always an empty answer: nobody reads it, and nobody learns whether it was counted."""
    try:
        pace.spend("opened", str(request.META.get("REMOTE_ADDR") or "unknown"), at=moment.now())
    except pace.TooFast:
        return HttpResponse(status=204)
    tally.opened(mark)
    return HttpResponse(status=204)
