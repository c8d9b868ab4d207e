"""Consultations as everybody reads them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from icalendar import Calendar, Event

from consultations import selectors
from consultations.filters import ConsultationFilter
from consultations.models import Consultation
from consultations.rules.words import Standing
from consultations.views.facts import as_event, feedback_sentence, file_rows, head_rows, other_links, way_rows
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.copies import tools_of
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment, structured
from portal.kernel.ui.official import official, plain
from portal.kernel.ui.pagination import keyset_page

CRUMB = ("意见征集", "/consultations/")
PAGE_SIZE = 20
# Open consultations are counted on fingers; a calendar never grows without end.
IN_A_CALENDAR = 200


@method_decorator(public_page, name="dispatch")
class ConsultationList(TemplateView):
    """Open ones first with the days that are left, then what is to come, what is over, what is answered."""

    template_name = "consultations/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, today, reader = moment.now(), moment.today(), reader_of(self.request)
        shown = selectors.listed(on=today, at=now, reader=reader)
        chosen = ConsultationFilter(self.request.GET, queryset=shown)
        valid = chosen.is_valid()
        things = chosen.qs if valid else shown.none()
        page = keyset_page(things, order=selectors.ORDER, cursor=self.request.GET.get("cursor"), size=PAGE_SIZE)
        return super().get_context_data(
            crumbs=[("意见征集", "")],
            tabs=self._tabs(selectors.standing_counts(on=today, at=now, reader=reader)),
            errors=() if valid else chosen.form.errors.items(),
            page=page,
            cards=selectors.cards_of(page.items, on=today, workdays=selectors.feedback_workdays()),
            **kwargs,
        )

    def _tabs(self, counts: dict[str, int]) -> list[dict[str, object]]:
        """All, and each standing, as links with counts."""
        chosen = self.request.GET.get("standing", "")
        here = reverse("consultations:list")
        tabs: list[dict[str, object]] = [
            {"label": "全部", "url": here, "current": not chosen, "count": sum(counts.values())}
        ]
        tabs += [
            {
                "label": each.label,
                "url": f"{here}?standing={each.value}",
                "current": chosen == each.value,
                "count": counts[each.value],
            }
            for each in Standing
        ]
        return tabs


@method_decorator(public_page, name="dispatch")
class ConsultationDetail(TemplateView):
    """Everything about a consultation on its page; a withdrawn one answers 410 with its tombstone."""

    template_name = "consultations/detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.now, self.today, self.reader = moment.now(), moment.today(), reader_of(request)
        self.consultation = selectors.consultation_of(kwargs["pk"], on=self.today, at=self.now, reader=self.reader)
        if self.consultation is None:
            return tombstone(request, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.consultation is not None  # noqa: S101 - get() answered already
        page = selectors.page_of(
            self.consultation, on=self.today, at=self.now, workdays=selectors.feedback_workdays(), reader=self.reader
        )
        description = plain(official(self.consultation.explanation).html)[:120]
        address = self.request.build_absolute_uri(self.consultation.get_absolute_url())
        return super().get_context_data(
            crumbs=[CRUMB, ("征集公告", "")],
            consultation=self.consultation,
            page=page,
            head_rows=head_rows(page),
            ways=way_rows(page),
            tools=tools_of(
                self.consultation,
                names="consultations:",
                organ=self.consultation.department.name,
                request=self.request,
            ),
            links=other_links(page),
            files=file_rows(page),
            feedback=feedback_sentence(page),
            today=self.today,
            description=description,
            address=address,
            structured=structured.graph(as_event(self.consultation, description=description, address=address)),
            **kwargs,
        )


def tombstone(request: HttpRequest, pk: int) -> HttpResponse:
    """410 for what everybody could see before; for anything else the same 404 as for nothing at all."""
    thing = selectors.tombstone(pk)
    if thing is None:
        raise Http404
    context = {"crumbs": [CRUMB, ("信息已撤下", "")], "thing": thing}
    return render(request, "consultations/tombstone.html", context, status=410)


@require_safe
def closing_day(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day for opinions as an all-day event for people's own calendars."""
    now, today = moment.now(), moment.today()
    thing = selectors.listed(on=today, at=now, reader=reader_of(request)).filter(pk=pk).first()
    if thing is None:
        raise Http404
    return _as_calendar(request, [thing], now, f"consultation-{pk}.ics")


@require_safe
def closing_days(request: HttpRequest) -> HttpResponse:
    """The same of all that are open or to come, to be subscribed to; only what everybody may see."""
    now, today = moment.now(), moment.today()
    things = selectors.listed(on=today, at=now).filter(closes_on__gte=today).order_by("closes_on", "pk")
    return _as_calendar(request, things[:IN_A_CALENDAR], now, "consultations.ics")


def _as_calendar(request: HttpRequest, things: Iterable[Consultation], at: datetime, name: str) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", "-//Open Government Portal//Consultations//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "意见征集截止日")
    for thing in things:
        calendar.add_component(_event(thing, request.build_absolute_uri(thing.get_absolute_url()), at))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _event(thing: Consultation, address: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"consultation-{thing.pk}@{address.split('/')[2]}")
    event.add("dtstamp", at)
    event.add("dtstart", thing.closes_on)
    event.add("dtend", thing.closes_on + timedelta(days=1))
    event.add("summary", f"意见征集截止：{thing.title}")
    event.add("description", f"当日24时截止。{address}")
    event.add("url", address)
    return event
