"""An applicant and his own file: look-up, status, correction, withdrawal, files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal.kernel.attachments.models import Attachment
from portal.kernel.rules.lifecycle import IllegalTransition
from portal.kernel.ui.face import identity
from portal.kernel.ui.moment import now, today
from requests_app.forms.applicant import CorrectionAnswerForm, LookupForm, WithdrawForm
from requests_app.models import InformationRequest
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import Verb
from requests_app.selectors import expected_reckoning, files_for_applicant, status_of
from requests_app.services import closing, correction, pace
from requests_app.services.lookup import NotFound, look_up
from requests_app.services.record import Refused, day_of
from requests_app.views.access import caller_of, grant, granted, personal, take_receipt, with_form

CRUMBS = (("依申请公开", "/requests/"), ("办理进度", "/requests/status/"))


@require_http_methods(["GET", "HEAD", "POST"])
@with_form
def lookup(request: HttpRequest) -> HttpResponse:
    """Number and secret; the answer to a wrong one never says which."""
    form = LookupForm(request.POST if request.method == "POST" else None)
    status, retry_after = 200, 0
    if request.method == "POST" and form.is_valid():
        try:
            found = look_up(
                number=form.cleaned_data["number"],
                secret=form.cleaned_data["secret"],
                caller=caller_of(request),
                at=now(),
            )
        except NotFound as unknown:
            form.add_error(None, str(unknown))
            status = 404
        except pace.TooFast as slow:
            form.add_error(None, str(slow))
            status, retry_after = 429, slow.wait
        else:
            response = redirect("requests:file", number=found.number)
            grant(response, found)
            return response
    context = {"form": form, "crumbs": CRUMBS, "site_telephone": identity(request).telephone}
    page = render(request, "requests_app/lookup.html", context, status=status)
    if retry_after:
        page["Retry-After"] = str(retry_after)
    return page


@require_safe
@personal
def file(request: HttpRequest, number: str) -> HttpResponse:
    """The state in one sentence, the calendar strip, the timeline, letters, and what can be done now."""
    found = granted(request, number)
    if found is None:
        return redirect("requests:status")
    response = render(request, "requests_app/status.html", _status_context(found))
    take_receipt(response)
    return response


def _status_context(found: InformationRequest) -> dict[str, Any]:
    status = status_of(found, on=today())
    expected = status.reckoning is None and found.awaits_confirmation
    return {
        "crumbs": (*CRUMBS[:1], ("办理进度", "")),
        "status": status,
        "reckoning": expected_reckoning(found) if expected else status.reckoning,
        "expected": expected,
        "information_request": found,
        "file_links": [
            {
                "name": each.name,
                "size": each.size,
                "url": reverse("requests:download", kwargs={"number": found.number, "pk": each.pk}),
            }
            for each in files_for_applicant(found)
        ],
        "today": today(),
        "may_correct": LIFECYCLE.allows(Verb.RECEIVE_CORRECTION, state=found.state),
        "may_withdraw": LIFECYCLE.allows(Verb.WITHDRAW, state=found.state),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_form
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Supplying the correction that the office asked for."""
    form = CorrectionAnswerForm(request.POST if request.method == "POST" else None)

    def done(found: InformationRequest) -> None:
        moment = now()
        correction.receive(
            request=found, answer=form.cleaned_data["answer"], received_on=day_of(moment), by=None, at=moment
        )

    return _act(request, number, form, Verb.RECEIVE_CORRECTION, "requests_app/correct.html", "补正已经提交。", done)


@require_http_methods(["GET", "HEAD", "POST"])
@with_form
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Withdrawing, after a question whether that is meant."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)

    def done(found: InformationRequest) -> None:
        closing.withdraw(request=found, reason="申请人在线撤回", by=None, at=now())

    return _act(request, number, form, Verb.WITHDRAW, "requests_app/withdraw.html", "申请已经撤回。", done)


def _act(
    request: HttpRequest,
    number: str,
    form: Any,
    verb: Verb,
    template: str,
    thanks: str,
    done: Callable[[InformationRequest], None],
) -> HttpResponse:
    found = granted(request, number)
    if found is None:
        return redirect("requests:status")
    if not LIFECYCLE.allows(verb, state=found.state):
        return redirect("requests:file", number=found.number)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done(found)
            except Refused as refused:
                for failure in refused.failures:
                    form.add_error(None, failure)
            except IllegalTransition as illegal:
                form.add_error(None, f"{illegal}。")
                status = 409
            else:
                messages.success(request, thanks)
                return redirect("requests:file", number=found.number)
    context = {
        "form": form,
        "information_request": found,
        "status": status_of(found, on=today()),
        "crumbs": (*CRUMBS[:1], ("办理进度", "")),
    }
    return render(request, template, context, status=status)


@require_safe
@personal
def download(request: HttpRequest, number: str, pk: UUID) -> HttpResponseBase:
    """A file of the request or of its reply, for the applicant alone."""
    found = granted(request, number)
    attachment: Attachment | None = None
    if found is not None:
        attachment = next((each for each in files_for_applicant(found) if each.pk == pk), None)
    if attachment is None:
        raise Http404("未找到该附件")
    response = FileResponse(attachment.file.open("rb"), content_type=attachment.media_type)
    response["Content-Disposition"] = attachment.content_disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
