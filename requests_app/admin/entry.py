"""Entering a request that came on paper, by fax or by word of mouth."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from portal.kernel.people.desk import actor
from portal.kernel.ui.moment import now, today
from requests_app.forms.application import ENTRY_FORMS, FilesForm
from requests_app.models.digests import show_secret
from requests_app.permissions import can_enter
from requests_app.rules.words import ApplicantKind, Channel
from requests_app.services.intake import FormReused, enter


class EntryDesk:
    """The part of the desk that takes requests in; the same form and the same service as the public's."""

    admin_site: Any
    opts: Any

    def entry_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.entry_view)
        return [path("enter/<slug:kind>/", view, name="requests_app_informationrequest_enter")]

    def entry_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        if not can_enter(request.user):
            raise PermissionDenied
        form_class = ENTRY_FORMS.get(kind, ENTRY_FORMS[ApplicantKind.PERSON.value])
        posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = form_class(posted[0], label_suffix="")
        form.today = today()
        files = FilesForm(
            request.POST if request.method == "POST" else None,
            request.FILES if request.method == "POST" else None,
            label_suffix="",
        )
        if request.method == "POST" and all([form.is_valid(), files.is_valid()]):
            try:
                made = enter(
                    application=form.application(),
                    channel=Channel.of(form.cleaned_data["channel"]),
                    received_on=form.cleaned_data["received_on"],
                    key=form.once_key,
                    digest=f"{form.content_digest()}|{files.digest()}",
                    files=files.cleaned_data["uploads"],
                    by=actor(request),
                    at=now(),
                )
            except FormReused as reused:
                form.add_error(None, f"{reused}原申请编号为{reused.number}。")
            else:
                told = (
                    f"申请{made.request.number}已录入。查询码：{show_secret(made.secret)}，请交给申请人，此后不再显示。"
                )
                messages.success(request, told)
                return redirect(reverse("admin:requests_app_informationrequest_change", args=[made.request.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": "录入申请",
            "opts": self.opts,
            "form": form,
            "files_form": files,
            "kinds": ApplicantKind.choices(),
            "kind": kind,
        }
        return TemplateResponse(request, "admin/requests_app/enter.html", context)
