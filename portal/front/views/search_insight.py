"""For staff: what people look for, what they do not find, and whether the index is in order."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.front.search_forms import PeriodForm
from portal.kernel.people.models import User
from portal.kernel.people.permissions import is_staff_member
from portal.kernel.search import exporting
from portal.kernel.search.insight import all_frequent, insight
from portal.kernel.search.models import IndexCheck
from portal.kernel.search.services.insight import SHOWN_FROM
from portal.kernel.ui import moment

CRUMBS = (("工作台", "/workbench/"), ("检索统计", ""))
_DAYS = 30
_HEAD = ("检索词", "检索次数", "无结果次数", "打开结果次数")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@login_required
@require_safe
def search_insight(request: HttpRequest) -> HttpResponseBase:
    """One page with a period; `format` takes the same figures away."""
    if not isinstance(request.user, User) or not is_staff_member(request.user):
        raise PermissionDenied
    form = PeriodForm(request.GET or None)
    first, last = _period(form)
    if request.GET.get("format") in ("csv", "xlsx"):
        return _table(request.GET["format"], first, last)
    context = {
        "crumbs": CRUMBS,
        "form": form,
        "first": first,
        "last": last,
        "insight": insight(first=first, last=last),
        "shown_from": SHOWN_FROM,
        "checks": IndexCheck.objects.order_by("-pk")[:7],
        "periods": _periods(moment.today()),
    }
    return render(request, "front/search_insight.html", context)


def _period(form: PeriodForm) -> tuple[date, date]:
    today = moment.today()
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    last = chosen.get("last") or today
    return chosen.get("first") or last - timedelta(days=_DAYS - 1), last


def _periods(today: date) -> list[tuple[str, str]]:
    return [
        (label, f"?first={today - timedelta(days=days - 1)}&last={today}")
        for label, days in (("近7天", 7), ("近30天", 30), ("近90天", 90), ("近一年", 365))
    ]


def _table(form: str, first: date, last: date) -> HttpResponseBase:
    rows = [
        _HEAD,
        *(
            (each.words, str(each.searches), str(each.empty), str(each.opened))
            for each in all_frequent(first=first, last=last)
        ),
    ]
    response: HttpResponseBase
    if form == "csv":
        response = StreamingHttpResponse(exporting.as_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        response = FileResponse(exporting.as_xlsx(rows, title="检索统计"), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="search-{first}-{last}.{form}"'
    return response
