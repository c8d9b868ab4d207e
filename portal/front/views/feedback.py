"""「有用」, 「没用」, 「找错」: a small form of its own, so that the pages themselves need neither token nor cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from portal.front import feedback as affairs
from portal.front.forms import FeedbackForm
from portal.kernel.ui.moment import now
from requests_app.services import pace


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def feedback(request: HttpRequest) -> HttpResponse:
    """The form, with the page and the opinion the link brought along."""
    at = now()
    if request.method != "POST":
        page = affairs.page_of(request.GET.get("page", "/"))
        form = FeedbackForm(initial={"page": page, "verdict": request.GET.get("verdict", "")})
        return _form(request, form, page)
    form = FeedbackForm(request.POST)
    page = affairs.page_of(request.POST.get("page", "/"))
    if not form.is_valid():
        return _form(request, form, page, status=422)
    try:
        pace.spend("feedback", str(request.META.get("REMOTE_ADDR")), at=at)
    except pace.TooFast as slow:
        response = _form(request, form, page, status=429, notice=str(slow))
        response["Retry-After"] = str(slow.wait)
        return response
    said = form.cleaned_data
    affairs.send(
        page=page, verdict=said["verdict"], text=said["text"], contact=said["contact"], key=form.once_key, at=at
    )
    return redirect(f"{reverse('front:feedback-sent')}?{urlencode({'page': page})}")


@require_safe
@cache_control(private=True, no_store=True)
def sent(request: HttpRequest) -> HttpResponse:
    """Thanks, and the way back."""
    context = {"crumbs": [("评价与纠错", "")], "page": affairs.page_of(request.GET.get("page", "/"))}
    return render(request, "front/feedback_sent.html", context)


def _form(request: HttpRequest, form: FeedbackForm, page: str, *, status: int = 200, notice: str = "") -> HttpResponse:
    context = {"crumbs": [("评价与纠错", "")], "form": form, "page": page, "notice": notice}
    return render(request, "front/feedback.html", context, status=status)
