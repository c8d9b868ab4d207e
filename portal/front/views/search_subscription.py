"""Subscribing to a search: at once for the signed-in, by a link sent to the address for everybody else."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.front.search_forms import SubscribeForm
from portal.front.views import search_asked
from portal.kernel.people.models import User
from portal.kernel.search.models import SavedSearch
from portal.kernel.search.services import saving
from portal.kernel.ui import moment
from requests_app.services import pace

CRUMBS = (("搜索", "/search/"), ("订阅", ""))
_PAGE = "front/search_subscribe.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The question stands in the address, as on the search page."""
    try:
        words = search_asked.words(request)
        asked = saving.criteria(**words)
        left_out = saving.left_out(**words)
    except saving.NothingAsked as nothing:
        if request.method == "POST":
            raise BadRequest(str(nothing)) from nothing
        return _page(request, None, notice=str(nothing))
    if request.method != "POST":
        return _page(request, asked, left_out=left_out)
    user = request.user if isinstance(request.user, User) else None
    form = SubscribeForm(request.POST)
    if user is None and not form.is_valid():
        return _page(request, asked, form=form, left_out=left_out, status=422)
    try:
        pace.spend("subscriptions", str(request.META.get("REMOTE_ADDR") or "unknown"), at=moment.now())
        if user is None:
            saving.ask_to_confirm(asked=asked, address=form.cleaned_data["address"], at=moment.now())
            return _page(request, asked, sent_to=form.cleaned_data["address"])
        saving.save(asked=asked, by=user, at=moment.now())
    except (pace.TooFast, saving.TooMany) as refused:
        return _page(request, asked, form=form, left_out=left_out, notice=str(refused), status=429)
    return redirect("front:search-subscriptions")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Mail programs open links by themselves; only the button saves."""
    try:
        asked, address = saving.read_confirmation(token)
        if request.method == "POST":
            saving.save(asked=asked, by=None, address=address, at=moment.now())
            return _page(request, asked, confirmed=True)
    except (saving.LinkExpired, saving.TooMany) as refused:
        return _page(request, None, notice=str(refused), status=410)
    return _page(request, asked, confirming=address, left_out=_left_out(asked.words))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ending a subscription needs no account, only the link of a letter."""
    try:
        saved = saving.by_stop_token(token)
    except saving.LinkExpired as expired:
        raise Http404 from expired
    asked = saving.asked_of(saved) if saved else None
    if request.method == "POST" and saved:
        saving.stop(saved=saved)
        saved = None
    return _page(request, asked, stopping=saved is not None, stopped=saved is None)


@never_cache
@require_http_methods(["GET", "HEAD"])
def subscriptions(request: HttpRequest) -> HttpResponse:
    """The signed-in person's own."""
    return _page(request, None)


@require_POST
def stop_own(request: HttpRequest, pk: int) -> HttpResponse:
    if not isinstance(request.user, User):
        raise Http404
    saving.stop(saved=get_object_or_404(SavedSearch, pk=pk, user=request.user))
    return redirect("front:search-subscriptions")


def _page(request: HttpRequest, asked: saving.Criteria | None, *, status: int = 200, **shown: Any) -> HttpResponse:
    user = request.user if isinstance(request.user, User) else None
    own = saving.searches_of(user) if user else ()
    context = {
        "crumbs": CRUMBS,
        "asked": asked,
        "said": _said(asked) if asked else (),
        "form": SubscribeForm(),
        "own": [(saved, saving.asked_of(saved).address, _listed(saving.asked_of(saved))) for saved in own],
        "signed_in": user is not None,
        **shown,
    }
    return render(request, _PAGE, context, status=status)


def _said(asked: saving.Criteria) -> tuple[str, ...]:
    """The question in words."""
    return tuple(text for text in (f"“{asked.words}”" if asked.words else "", *saving.told(asked)) if text)


def _listed(asked: saving.Criteria) -> tuple[str, ...]:
    """The same, and what of the words does not count."""
    return (*_said(asked), *(f"“{text}”不作为条件" for text in _left_out(asked.words)))


def _left_out(words: str) -> tuple[str, ...]:
    return saving.left_out(text=words, filters={}, on=moment.today())
