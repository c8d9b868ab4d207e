"""Giving an opinion: the form, its refusals, the receipt."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from consultations import selectors
from consultations.forms import OpinionForm
from consultations.models import Consultation
from consultations.rules.standing import closed_sentence
from consultations.services import opinions
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment
from requests_app.services import pace

CRUMB = ("意见征集", "/consultations/")


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The moment is read before anything else: who came in time is in time."""
    now, today, reader = moment.now(), moment.today(), reader_of(request)
    consultation = selectors.consultations(on=today, at=now, reader=reader).filter(pk=pk).first()
    if consultation is None:
        raise Http404
    if request.method != "POST":
        chosen = request.GET.get("clause", "")
        form = OpinionForm(consultation=consultation, initial={"clause": chosen if chosen.isdigit() else None})
        return _page(request, consultation, form)
    form = OpinionForm(request.POST, consultation=consultation)
    if not form.is_valid():
        return _page(request, consultation, form, status=422)
    try:
        pace.spend("opinions", str(request.META.get("REMOTE_ADDR")), at=now)
        made = opinions.submit(
            consultation_id=consultation.pk,
            said=form.said(),
            key=form.once_key,
            digest=form.digest(),
            by=reader,
            at=now,
        )
    except pace.TooFast as slow:
        response = _page(request, consultation, form, notice=str(slow), status=429)
        response["Retry-After"] = str(slow.wait)
        return response
    except opinions.NotOpen as refused:
        return _page(request, consultation, form, notice=str(refused), status=409)
    except opinions.FormReused as reused:
        return _reused(request, consultation, form, reused)
    except opinions.NoSuchConsultation as gone:
        raise Http404 from gone
    return redirect("consultations:receipt", number=made.opinion.number)


@require_safe
@cache_control(private=True, no_store=True)
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """What was received when, and when the answer comes; nothing of what was said or by whom."""
    opinion = selectors.receipt(number)
    if opinion is None:
        raise Http404
    today, now = moment.today(), moment.now()
    shown = selectors.listed(on=today, at=now, reader=reader_of(request)).filter(pk=opinion.consultation_id).first()
    card = selectors.card_of(shown, on=today, workdays=selectors.feedback_workdays()) if shown else None
    context = {"crumbs": [CRUMB, ("回执", "")], "opinion": opinion, "card": card}
    response = render(request, "consultations/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _page(
    request: HttpRequest,
    consultation: Consultation,
    form: OpinionForm,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """What was typed stays, whatever went wrong."""
    today = moment.today()
    context = {
        "crumbs": [CRUMB, (consultation.title, consultation.get_absolute_url()), ("提意见", "")],
        "consultation": consultation,
        "card": selectors.card_of(consultation, on=today, workdays=selectors.feedback_workdays()),
        "form": form,
        "clause": form.chosen_clause(),
        "notice": notice,
        "closed": "" if request.method == "POST" else _closed(consultation),
    }
    return render(request, "consultations/comment.html", context, status=status)


def _closed(consultation: Consultation) -> str:
    return closed_sentence(opens_on=consultation.opens_on, closes_on=consultation.closes_on, on=moment.today())


def _reused(
    request: HttpRequest, consultation: Consultation, form: OpinionForm, reused: opinions.FormReused
) -> HttpResponse:
    """409: nothing is lost, what was typed may be sent as an opinion of its own."""
    data = {**form.data.dict(), "once": str(uuid.uuid4())}  # type: ignore[attr-defined]  # the POST of a browser
    fresh = OpinionForm(data, consultation=consultation)
    notice = f"{reused}如果要另提一条意见，请再次按“提交意见”；此前的回执编号是 {reused.number}。"
    return _page(request, consultation, fresh, notice=notice, status=409)
