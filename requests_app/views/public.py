"""Applying: the guide, the form, checking the answers, the receipt."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.kernel.ui.moment import now, today
from requests_app.forms.application import FORMS, ApplicationForm, FilesForm
from requests_app.models.digests import show_secret
from requests_app.rules.words import ApplicantKind
from requests_app.selectors import already_public
from requests_app.services import pace
from requests_app.services.intake import FormReused, Receipt, submit
from requests_app.views.access import caller_of, grant, hand_receipt, personal, receipt, with_form

STEPS = ("申请人类型", "填写申请", "核对提交", "回执")
CRUMBS = (("依申请公开", "/requests/"),)
SHORT_LABELS = {"assistance_needed": "阅读、视听等方面的帮助", "description": "所需政府信息"}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it is, how it works, how long it takes."""
    return render(request, "requests_app/start.html", {"crumbs": CRUMBS, "reply_workdays": _reply_workdays()})


@require_http_methods(["GET", "HEAD", "POST"])
@with_form
def new(request: HttpRequest) -> HttpResponse:
    """The form in pages that work without JavaScript; what was typed travels with the pages."""
    kind = request.GET.get("as", "")
    if kind not in FORMS:
        return render(request, "requests_app/choose.html", _context(1, kinds=ApplicantKind.choices()))
    if request.method != "POST":
        return _form_page(request, FORMS[kind]())
    form = FORMS[kind](request.POST)
    match request.POST.get("action"):
        case "submit" if form.is_valid():
            return _submit(request, form)
        case "edit":
            return _form_page(request, form.kept())
    return _check_page(request, form) if form.is_valid() else _form_page(request, form, status=422)


def _submit(request: HttpRequest, form: ApplicationForm) -> HttpResponse:
    files = FilesForm(request.POST, request.FILES)
    if not files.is_valid():
        return _check_page(request, form, files=files, status=422)
    moment = now()
    try:
        pace.spend("requests", caller_of(request), at=moment)
        made = submit(
            application=form.application(),
            key=form.once_key,
            digest=f"{form.content_digest()}|{files.digest()}",
            files=files.cleaned_data["uploads"],
            by=None,
            at=moment,
        )
    except pace.TooFast as slow:
        return _check_page(request, form, files=files, notice=str(slow), status=429, retry_after=slow.wait)
    except FormReused as reused:
        return _reused_page(request, form, reused)
    return _to_receipt(made)


def _to_receipt(made: Receipt) -> HttpResponse:
    response = redirect("requests:receipt")
    hand_receipt(response, made.request, made.secret)
    grant(response, made.request)
    return response


@require_safe
@personal
def show_receipt(request: HttpRequest) -> HttpResponse:
    """Number and secret, for ten minutes after sending; afterwards only the way to the look-up."""
    shown = receipt(request)
    if shown is None:
        return redirect("requests:status")
    number, secret = shown
    context = _context(4, number=number, secret=show_secret(secret), reply_workdays=_reply_workdays())
    return render(request, "requests_app/receipt.html", context)


def _form_page(request: HttpRequest, form: ApplicationForm, *, status: int = 200) -> HttpResponse:
    context = _context(2, form=form, groups=_groups(form), kind=form.applicant_kind)
    return render(request, "requests_app/form.html", context, status=status)


def _check_page(
    request: HttpRequest,
    form: ApplicationForm,
    *,
    files: FilesForm | None = None,
    notice: str = "",
    status: int = 200,
    retry_after: int = 0,
) -> HttpResponse:
    context = _context(
        3,
        form=form,
        files_form=files or FilesForm(),
        rows=_answers(form),
        hidden=_hidden(form),
        public_hits=already_public(form.cleaned_data["description"]),
        notice=notice,
    )
    response = render(request, "requests_app/check.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def _reused_page(request: HttpRequest, form: ApplicationForm, reused: FormReused) -> HttpResponse:
    """409: nothing is lost, the applicant may send what he typed as a request of its own."""
    hidden = [(name, value) for name, value in _hidden(form) if name != "once"] + [("once", str(uuid.uuid4()))]
    context = _context(3, form=form, rows=_answers(form), hidden=hidden, reused=reused)
    return render(request, "requests_app/reused.html", context, status=409)


def _context(step: int, **more: Any) -> dict[str, Any]:
    return {"crumbs": (*CRUMBS, ("提出申请", "")), "step": step, "steps": STEPS, "today": today(), **more}


def _groups(form: ApplicationForm) -> list[tuple[str, list[Any]]]:
    """The fields in the order of the paper form."""
    who, reach, what = "申请人", "联系方式", "所需政府信息"
    places = {"phone": reach, "email": reach, "address": reach, "contact_name": reach}
    places |= dict.fromkeys(("description", "document_number", "delivery_form", "assistance_needed"), what)
    groups: dict[str, list[Any]] = {who: [], reach: [], what: []}
    for field in form.visible_fields():
        if field.name != "website":
            groups[places.get(field.name, who)].append(field)
    return list(groups.items())


def _answers(form: ApplicationForm) -> list[tuple[str, str]]:
    rows = [("申请人类型", form.applicant_kind.label)]
    for field in form.visible_fields():
        if field.name == "website":
            continue
        value = form.cleaned_data[field.name]
        if isinstance(value, bool):
            shown = "需要" if value else "不需要"
        else:
            shown = dict(getattr(field.field, "choices", ())).get(value, value)
        rows.append((SHORT_LABELS.get(field.name, str(field.label)), str(shown)))
    return rows


def _hidden(form: ApplicationForm) -> Iterable[tuple[str, str]]:
    """What was typed, carried to the next page exactly as it was typed."""
    return [(name, form.data[name]) for name in form.fields if name in form.data]


def _reply_workdays() -> int:
    return int(settings.DEADLINE_TERMS["reply_workdays"])
