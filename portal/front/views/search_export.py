"""Search results to take away as CSV or as a workbook: the same question, the same visibility as the page."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.front.views import search_asked
from portal.kernel.search import exporting
from portal.kernel.ui import moment
from requests_app.services import pace

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_GET
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """At most 10,000 lines, the newest; a question that finds nothing is answered with 400 and the reason."""
    answer = ANSWERS.get(form)
    if answer is None:
        raise Http404
    try:
        pace.spend("exports", str(request.META.get("REMOTE_ADDR") or "unknown"), at=moment.now())
    except pace.TooFast as slow:
        return _too_fast(request, slow)
    question = search_asked.question(request)
    first = exporting.page_by_date(**question)
    if not first.hits:
        raise BadRequest(first.notice or "没有可以导出的结果，请换一个检索词或者去掉筛选条件。")
    return answer(exporting.lines(first, **question, root=settings.SITE_URL.rstrip("/")))


def _csv(table: Iterable[Any]) -> HttpResponseBase:
    response = StreamingHttpResponse(exporting.as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = _attachment("csv")
    return response


def _xlsx(table: Iterable[Any]) -> HttpResponseBase:
    response = FileResponse(exporting.as_xlsx(table), content_type=_XLSX)
    response["Content-Disposition"] = _attachment("xlsx")
    return response


ANSWERS: dict[str, Callable[[Iterable[Any]], HttpResponseBase]] = {"csv": _csv, "xlsx": _xlsx}


def _attachment(ending: str) -> str:
    quoted = "%E6%A3%80%E7%B4%A2%E7%BB%93%E6%9E%9C"
    return f"attachment; filename=\"search.{ending}\"; filename*=UTF-8''{quoted}.{ending}"


def _too_fast(request: HttpRequest, slow: pace.TooFast) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(slow.wait)
    return response
