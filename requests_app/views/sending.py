"""The last page of the form: every answer with the way back to it, and the sending."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.kernel.attachments.models import Attachment
from portal.kernel.ui.forms import content_digest
from portal.kernel.ui.moment import now
from requests_app.forms import steps
from requests_app.forms.application import ApplicationForm
from requests_app.forms.steps import ASKING, STEPS
from requests_app.models import RequestDraft
from requests_app.selectors import files_of_draft
from requests_app.services import drafts, intake, pace
from requests_app.services.intake import FormReused, Receipt
from requests_app.views.access import applicant, caller_of, draft_of, grant, hand_receipt, take_draft, with_form
from requests_app.views.apply import CRUMBS, absent, step_context

SHORT_LABELS = {
    "applicant_kind": "申请人类型",
    "assistance_needed": "阅读、视听等方面的帮助",
    "description": "所需政府信息",
}
CHANGED = "内容在别处改动过，与您刚才核对的不同，因此没有提交。请再核对一次。"


@require_http_methods(["GET", "HEAD", "POST"])
@with_form
def check(request: HttpRequest) -> HttpResponse:
    """Sends exactly what was shown; the same page sent again is given the same receipt."""
    draft = draft_of(request)
    if request.method == "POST" and (draft is None or request.POST.get("once") != draft.once):
        return _sent_before(request)
    if draft is None:
        return absent(request)
    form = steps.whole(draft.answers, once=draft.once)
    if form is None or not form.is_valid():
        wanting = steps.unfinished(draft.answers) or ASKING[0]
        return redirect(f"{reverse('requests:step', args=[wanting.slug])}?review=1&return=check")
    files = files_of_draft(draft)
    if request.method != "POST":
        return _check_page(request, draft, form, files)
    if request.POST.get("seen") != digest_of(form, files):
        return _check_page(request, draft, form, files, notice=CHANGED, status=409)
    return _send(request, draft, form, files)


def _send(
    request: HttpRequest, draft: RequestDraft, form: ApplicationForm, files: tuple[Attachment, ...]
) -> HttpResponse:
    moment = now()
    try:
        pace.spend("requests", caller_of(request), at=moment)
        made = drafts.send(
            draft=draft,
            application=form.application(),
            digest=digest_of(form, files),
            by=applicant(request),
            at=moment,
        )
    except pace.TooFast as slow:
        response = _check_page(request, draft, form, files, notice=str(slow), status=429)
        response["Retry-After"] = str(slow.wait)
        return response
    except FormReused as reused:
        return _reused_page(request, reused)
    return _to_receipt(made)


def _sent_before(request: HttpRequest) -> HttpResponse:
    """A page whose draft is filed already: sent unchanged, it gets its receipt again; changed, it is told so."""
    try:
        made = intake.repeated(key=UUID(request.POST.get("once", "")), digest=request.POST.get("seen", ""))
    except ValueError:
        made = None
    except FormReused as reused:
        return _reused_page(request, reused)
    return _to_receipt(made) if made else absent(request)


def _to_receipt(made: Receipt) -> HttpResponse:
    response = redirect("requests:receipt")
    hand_receipt(response, made.request, made.secret)
    grant(response, made.request)
    take_draft(response)
    return response


def digest_of(form: ApplicationForm, files: tuple[Attachment, ...]) -> str:
    """The fingerprint of everything that is sent."""
    return content_digest({"answers": form.content_digest(), "files": [each.sha256 for each in files]})


def _check_page(
    request: HttpRequest,
    draft: RequestDraft,
    form: ApplicationForm,
    files: tuple[Attachment, ...],
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    context = step_context(STEPS[-1], draft, rows=_answers(form, files), seen=digest_of(form, files), notice=notice)
    return render(request, "requests_app/check.html", context, status=status)


def _reused_page(request: HttpRequest, reused: FormReused) -> HttpResponse:
    """409: nothing was changed, and a draft that is still open stays as it is."""
    context = {"crumbs": CRUMBS, "reused": reused, "draft": draft_of(request)}
    return render(request, "requests_app/reused.html", context, status=409)


def _answers(form: ApplicationForm, files: tuple[Attachment, ...]) -> list[tuple[str, str, str]]:
    """Every answer in words, in the order of the pages, with the way back to it."""
    rows = []
    for asked in ASKING:
        for name in asked.fields:
            if name == "applicant_kind":
                rows.append((SHORT_LABELS[name], form.applicant_kind.label, _change(asked.slug, name)))
            elif name in form.fields and name != "website":
                label = SHORT_LABELS.get(name, str(form.fields[name].label))
                rows.append((label, _shown(form, name), _change(asked.slug, name)))
        if asked.slug == "identity":
            rows.append(("附件", "\n".join(each.name for each in files) or "没有附件", _change(asked.slug, "uploads")))
    return rows


def _change(slug: str, name: str) -> str:
    return f"{reverse('requests:step', args=[slug])}?return=check#{'files' if name == 'uploads' else f'id_{name}'}"


def _shown(form: ApplicationForm, name: str) -> str:
    value: Any = form.cleaned_data[name]
    if isinstance(value, bool):
        return "需要" if value else "不需要"
    return str(dict(getattr(form.fields[name], "choices", ())).get(value, value))
