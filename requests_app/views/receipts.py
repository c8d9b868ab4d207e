"""What the applicant takes home: the receipt on the screen, on paper and in his calendar."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from portal.kernel.papers.paper import Paper
from portal.kernel.papers.press import pdf
from portal.kernel.rules.clock import Reckoning
from portal.kernel.ui.face import Identity, identity
from portal.kernel.ui.moment import now, today
from portal.kernel.ui.templatetags.ui import moment_zh, workdate
from requests_app.forms.steps import TITLES
from requests_app.models import InformationRequest
from requests_app.models.digests import show_secret
from requests_app.rules.status import what_happens_next
from requests_app.selectors import expected_reckoning, reckoning_of
from requests_app.views.access import granted, personal, receipt

CRUMBS = (("依申请公开", "/requests/"), ("提出申请", ""))


@require_safe
@personal
def show_receipt(request: HttpRequest) -> HttpResponse:
    """Number and secret, for ten minutes after sending; afterwards only the way to the look-up."""
    shown = receipt(request)
    found = granted(request, shown[0]) if shown else None
    if shown is None or found is None:
        return redirect("requests:status")
    context = {
        "crumbs": CRUMBS,
        "steps": TITLES,
        "information_request": found,
        "secret": show_secret(shown[1]),
        "today": today(),
        "next_steps": what_happens_next(_reply_workdays()),
        **_term(found),
    }
    return render(request, "requests_app/receipt.html", context)


@require_safe
@personal
def receipt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt on paper; with the secret only while the screen still shows it."""
    found = _own(request, number)
    shown = receipt(request)
    secret = show_secret(shown[1]) if shown and shown[0] == found.number else ""
    address = request.build_absolute_uri(reverse("requests:status"))
    response = HttpResponse(pdf(_paper(found, secret, address, identity(request))), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="receipt-{found.number}.pdf"'
    return response


@require_safe
@personal
def due_day(request: HttpRequest, number: str) -> HttpResponse:
    """The last day for the reply as an all-day event; tentative while the receipt is not confirmed."""
    found = _own(request, number)
    term = _term(found)
    if term["reckoning"] is None:
        raise Http404("这件申请没有正在计算的答复期限")
    address = request.build_absolute_uri(reverse("requests:status"))
    response = HttpResponse(_calendar(found, term, address), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.number}.ics"'
    return response


def _own(request: HttpRequest, number: str) -> InformationRequest:
    found = granted(request, number)
    if found is None:
        raise Http404
    return found


def _term(found: InformationRequest) -> dict[str, Any]:
    """The reply term: running, or as it will run once the receipt is confirmed."""
    if found.awaits_confirmation:
        return {"reckoning": expected_reckoning(found), "expected": True}
    running = None if found.is_closed else reckoning_of(found, on=today())
    return {"reckoning": running, "expected": False}


def _reply_workdays() -> int:
    return int(settings.DEADLINE_TERMS["reply_workdays"])


def _paper(found: InformationRequest, secret: str, address: str, bureau: Identity) -> Paper:
    term = _term(found)
    reckoning: Reckoning | None = term["reckoning"]
    rows = [
        ("申请编号", found.number),
        ("查询码", secret),
        ("提交时间", moment_zh(found.submitted_at)),
        ("所需政府信息", found.description),
        ("文号", found.document_number),
        ("获取方式", found.get_delivery_form_display()),
        ("预计答复期限" if term["expected"] else "答复期限", workdate(reckoning.due.on) if reckoning else ""),
    ]
    steps = "\n\n".join(
        f"{place}. {sentence}" for place, sentence in enumerate(what_happens_next(_reply_workdays()), start=1)
    )
    return Paper(
        title="政府信息公开申请回执",
        organ=bureau.name,
        formed_on=timezone.localtime(found.submitted_at).date(),
        rows=tuple((label, value) for label, value in rows if value),
        body=steps,
        note="凭申请编号和查询码查询办理进度。查询码请妥善保管，本机关不会向您索要。",
        imprint=(("受理机构", bureau.name), ("电话", bureau.telephone)),
        address=address,
        compact=True,
    )


def _calendar(found: InformationRequest, term: dict[str, Any], address: str) -> bytes:
    due = term["reckoning"].due
    tentative = term["expected"] or due.provisional
    event = Event()
    event.add("uid", f"request-{found.number}@{address.split('/')[2]}")
    event.add("dtstamp", now())
    event.add("dtstart", due.on)
    event.add("dtend", due.on + timedelta(days=1))
    event.add("summary", f"政府信息公开申请{'预计' if tentative else ''}答复期限：{found.number}")
    event.add(
        "description", f"{due.reason or '自收到申请次日起按工作日计算（条例第三十一条、第三十三条）。'} {address}"
    )
    event.add("status", "TENTATIVE" if tentative else "CONFIRMED")
    event.add("url", address)
    calendar = Calendar()
    calendar.add("prodid", "-//Open Government Portal//Requests//ZH")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
