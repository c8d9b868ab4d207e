"""The staff's own page: today, overdue, waiting for others; figures and the list behind each for leaders."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.front.desk import LISTS, Bench, Wanted
from portal.front.forms import WorkbenchFilter
from portal.kernel.people.models import User
from portal.kernel.people.permissions import is_staff_member
from portal.kernel.ui.moment import today


@never_cache
@login_required
@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """Citizens with an account have no desk here and are told so."""
    user = request.user
    if not isinstance(user, User) or not is_staff_member(user):
        raise PermissionDenied
    narrow = WorkbenchFilter(request.GET)
    bench = Bench(user, today=today(), wanted=_wanted(narrow))
    return render(request, "front/workbench.html", {"narrow": narrow, "bench": bench} | _lists(request, bench))


def _wanted(narrow: forms.Form) -> Wanted:
    """What cannot be a filter narrows nothing."""
    narrow.is_valid()
    chosen = narrow.cleaned_data
    department = chosen.get("department")
    return Wanted(chosen.get("kind", ""), department.pk if department else None, chosen.get("q", ""))


def _lists(request: HttpRequest, bench: Bench) -> dict[str, Any]:
    show = request.GET.get("show", "")
    if not show:
        return {"show": "", "piles": bench.overview(), "figures": bench.figures()}
    if not bench.offers(show):
        raise Http404
    page = request.GET.get("page", "1")
    pile = bench.pile(show, page=int(page[:6]) if page.isascii() and page.isdigit() else 1)
    return {"show": show, "piles": (pile,), "figures": (), "title": pile.title, "is_own": show in LISTS}
