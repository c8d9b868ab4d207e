"""The guide to applying, for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it is, how it works, how long it takes."""
    context = {"crumbs": (("依申请公开", ""),), "reply_workdays": int(settings.DEADLINE_TERMS["reply_workdays"])}
    return render(request, "requests_app/start.html", context)
