"""The staff's own page: today, overdue, waiting for others."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from portal.front.desk import desk_of
from portal.kernel.people.models import User
from portal.kernel.people.permissions import is_staff_member
from portal.kernel.ui.moment import today


@never_cache
@login_required
def workbench(request: HttpRequest) -> HttpResponse:
    """Citizens with an account have no desk here and are told so."""
    user = request.user
    if not isinstance(user, User) or not is_staff_member(user):
        raise PermissionDenied
    return render(request, "front/workbench.html", {"desk": desk_of(user, today=today())})
