"""Applying, one question a page: what is public already, the questions, the check, the sending."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.kernel.ui.moment import now
from requests_app.forms import steps
from requests_app.forms.steps import BY_SLUG, STEPS, TITLES, Step
from requests_app.models import RequestDraft
from requests_app.selectors import already_public, files_of_draft, perhaps_public
from requests_app.services import drafts, pace
from requests_app.views.access import applicant, caller_of, draft_of, hand_draft, keep_draft, take_draft, with_form
from requests_app.views.uploads import take_uploads

CRUMBS = (("依申请公开", "/requests/"), ("提出申请", ""))
LONGEST_QUESTION = 200


@require_http_methods(["GET", "HEAD", "POST"])
@with_form
def begin(request: HttpRequest) -> HttpResponse:
    """Before anything is asked: perhaps it is public already. A draft begins only when somebody presses the button."""
    draft = draft_of(request)
    if request.method != "POST":
        response = _begin_page(request, draft, asked=request.GET.get("q", ""))
        if draft is None and not request.GET.get("q"):
            # The way to apply is for everybody to find; nobody's words are on it yet.
            response["X-Robots-Tag"] = "all"
        return response
    if draft is not None:
        return redirect("requests:step", slug=STEPS[0].slug)
    asked = request.POST.get("q", "").strip()[:LONGEST_QUESTION]
    try:
        return _begun(request, {"information": {"description": asked}} if asked else {}, STEPS[0])
    except pace.TooFast as slow:
        response = _begin_page(request, draft, asked=asked, notice=str(slow), status=429)
        response["Retry-After"] = str(slow.wait)
        return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_form
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One question. What was typed is kept first and judged afterwards, whichever button was pressed."""
    asked = BY_SLUG.get(slug)
    if asked is None:
        raise Http404
    draft = draft_of(request)
    if draft is None:
        return _rescued(request, asked) if request.method == "POST" else absent(request)
    if asked.slug == "identity" and not steps.kind_of(draft.answers):
        return redirect("requests:step", slug="applicant")
    if request.method == "POST":
        return _answered(request, asked, draft)
    form = steps.form_of(asked, draft.answers, judged="review" in request.GET)
    return _step_page(request, asked, draft, form)


def _answered(request: HttpRequest, asked: Step, draft: RequestDraft) -> HttpResponse:
    section = steps.section_of(asked, draft.answers)
    try:
        draft = drafts.keep(draft=draft, section=section, values=steps.typed(asked, request.POST), at=now())
    except drafts.DraftGone:
        return _rescued(request, asked)
    refusals = take_uploads(request, draft) if asked.slug == "identity" else ()
    form = steps.form_of(asked, draft.answers, request.POST)
    match request.POST.get("action"):
        case "back" if not refusals:
            earlier = steps.before(asked)
            response = redirect("requests:step", slug=earlier.slug) if earlier else redirect("requests:new")
        case "stay" if not refusals:
            response = redirect(f"{reverse('requests:step', args=[asked.slug])}{_way_back(request, '?')}#files")
        case _ if refusals or not steps.kept_whole(form):
            return _step_page(request, asked, draft, form, refusals=refusals, status=422)
        case _ if not form.is_valid():
            # Shown from the draft by a page of its own, so that going back and reloading never ask to send again.
            response = redirect(f"{reverse('requests:step', args=[asked.slug])}?review=1{_way_back(request, '&')}")
        case _:
            response = redirect(_next(request, asked, draft))
    keep_draft(request, response)
    return response


def _next(request: HttpRequest, asked: Step, draft: RequestDraft) -> str:
    if request.POST.get("return") == "check":
        return reverse("requests:check")
    if asked.slug == "information" and any(_public_things(draft).values()):
        return reverse("requests:public")
    following = steps.after(asked)
    return reverse("requests:check") if following is STEPS[-1] else reverse("requests:step", args=[following.slug])


def _rescued(request: HttpRequest, asked: Step) -> HttpResponse:
    """The draft is gone but its page was still open: what it held begins a new draft."""
    kind = request.POST.get("applicant_kind", "")
    answers = {"applicant": {"applicant_kind": kind}} if kind else {}
    answers[steps.section_of(asked, answers)] = steps.typed(asked, request.POST)
    try:
        response = _begun(request, answers, asked if asked.slug != "identity" or kind else STEPS[0])
    except pace.TooFast as slow:
        form = steps.form_of(asked, answers, request.POST)
        page = _step_page(request, asked, None, form, notice=str(slow), status=429)
        page["Retry-After"] = str(slow.wait)
        return page
    messages.warning(request, "此前的草稿已经不在，这一页的内容已另存为新的草稿，请把其余各步补齐。")
    return response


def _begun(request: HttpRequest, answers: dict[str, dict[str, str]], at_step: Step) -> HttpResponse:
    moment = now()
    pace.spend("drafts", caller_of(request), at=moment)
    _, token = drafts.begin(answers=answers, by=applicant(request), at=moment)
    response = redirect("requests:step", slug=at_step.slug)
    hand_draft(response, token)
    return response


@require_POST
@with_form
def autosave(request: HttpRequest, slug: str) -> HttpResponse:
    """What the page sends while one types; nothing is judged."""
    asked, draft = BY_SLUG.get(slug), draft_of(request)
    if asked is None or draft is None:
        raise Http404
    section = steps.section_of(asked, draft.answers)
    try:
        draft = drafts.keep(draft=draft, section=section, values=steps.typed(asked, request.POST), at=now())
    except drafts.DraftGone as gone:
        raise Http404 from gone
    return render(request, "requests_app/saved.html", {"draft": draft})


@require_safe
@with_form
def public(request: HttpRequest) -> HttpResponse:
    """After the first question: what is public already and may spare the wait."""
    draft = draft_of(request)
    if draft is None:
        return absent(request)
    context = step_context(STEPS[0], draft, **_public_things(draft))
    return render(request, "requests_app/public.html", context)


@require_POST
@with_form
def discard(request: HttpRequest) -> HttpResponse:
    """Throws the draft away; doing so twice does no harm."""
    draft = draft_of(request)
    if draft is not None:
        drafts.discard(draft=draft, by=applicant(request), at=now())
        messages.success(request, "草稿和其中的附件已经删除。")
    response = redirect("requests:new")
    take_draft(response)
    return response


def absent(request: HttpRequest) -> HttpResponse:
    """No draft, whatever the reason: the same page, byte for byte."""
    return render(request, "requests_app/no_draft.html", {"crumbs": CRUMBS}, status=404)


def step_context(asked: Step, draft: RequestDraft | None, **more: Any) -> dict[str, Any]:
    return {"crumbs": CRUMBS, "steps": TITLES, "step": asked, "current": asked.number, "draft": draft, **more}


def _step_page(
    request: HttpRequest,
    asked: Step,
    draft: RequestDraft | None,
    form: Any,
    *,
    refusals: tuple[str, ...] = (),
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    with_files = asked.slug == "identity"
    context = step_context(
        asked,
        draft,
        form=form,
        fields=[field for field in form.visible_fields() if field.name != "website"],
        kind=steps.kind_of(draft.answers) if draft else request.POST.get("applicant_kind", ""),
        with_files=with_files,
        files=files_of_draft(draft) if draft and with_files else (),
        refusals=refusals,
        notice=notice,
        way_back="check" if "check" in (request.GET.get("return"), request.POST.get("return")) else "",
    )
    response = render(request, "requests_app/step.html", context, status=status)
    if draft is not None:
        keep_draft(request, response)
    return response


def _begin_page(
    request: HttpRequest, draft: RequestDraft | None, *, asked: str, notice: str = "", status: int = 200
) -> HttpResponse:
    asked = asked.strip()[:LONGEST_QUESTION]
    context = {
        "crumbs": CRUMBS,
        "draft": draft,
        "asked": asked,
        "hits": already_public(asked),
        "notice": notice,
    }
    return render(request, "requests_app/begin.html", context, status=status)


def _public_things(draft: RequestDraft) -> dict[str, tuple[Any, ...]]:
    """What holds the applicant's own words; only where nothing does, what is about the same."""
    kept = draft.answers.get("information", {})
    account = kept.get("description", "")
    hits = already_public(kept.get("document_number", "")) or already_public(account)
    return {"hits": hits, "alike": () if hits else perhaps_public(account)}


def _way_back(request: HttpRequest, joint: str) -> str:
    return f"{joint}return=check" if request.POST.get("return") == "check" else ""
