"""The workday calculator for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.front.forms import WorkdaysForm
from portal.kernel.deadlines.selectors import CannotExplain, DueExplanation, explain_due
from portal.kernel.ui.moment import today


def workdays(request: HttpRequest) -> HttpResponse:
    """A question in the address, so that an answer can be shared; the answer shows every day."""
    form = WorkdaysForm(request.GET or None, initial={"received": today(), "workdays": 20})
    found: DueExplanation | None = None
    if form.is_bound and form.is_valid():
        try:
            found = explain_due(form.cleaned_data["received"], form.cleaned_data["workdays"])
        except CannotExplain as error:
            form.add_error(error.field, str(error))
    return render(
        request,
        "front/workdays.html",
        {"crumbs": [("工作日计算", "")], "form": form, "found": found},
        status=400 if form.is_bound and form.errors else 200,
    )
