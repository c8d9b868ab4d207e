"""Search by the database backend."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rival.models import PolicyPage


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    found = PolicyPage.objects.live().search(words) if words else PolicyPage.objects.none()
    page = Paginator(found, 20).get_page(request.GET.get("p"))
    return render(request, "rival/search.html", {"page": page, "words": words})
