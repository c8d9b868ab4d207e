"""Honest error pages: HTML for people, one JSON shape for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.defaults import page_not_found


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose security token is missing or stale."""
    return render(request, "403.html", {"csrf": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent and hidden look the same, through the pages and through the API."""
    if request.path.startswith("/api/"):
        errors = [{"code": "not_found", "detail": "没有找到。请核对地址。", "attr": None}]
        return JsonResponse(
            {"type": "client_error", "errors": errors}, status=404, json_dumps_params={"ensure_ascii": False}
        )
    return page_not_found(request, exception)
