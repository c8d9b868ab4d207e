"""The list under a search box: a piece of page for the box itself, the same lines as the API gives to programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.kernel.publishing.conditional import public_page
from portal.kernel.search.suggestions import suggest as suggested


@require_safe
@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """Whatever is typed gets a list, maybe an empty one."""
    found = suggested(request.GET.get("q", ""))
    return render(request, "front/suggestions.html", {"suggestions": found})
