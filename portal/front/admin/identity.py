"""Desks of the bureau's own face: each change can be looked at before it is saved."""

import base64
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from portal.front import identity
from portal.front.identity_forms import HotWordForm, IdentityForm, NoticeForm
from portal.front.views.home import home
from portal.kernel.people.desk import DutyAdmin, actor
from portal.kernel.people.models import Duty
from portal.kernel.ui import brand, face
from portal.kernel.ui.models import HotWord, SiteIdentity, SiteNotice
from portal.kernel.ui.moment import now

UNSAVED = face.Notice("预览：内容尚未保存，公众看不到这个页面。", "warn")


class FaceAdmin(DutyAdmin):
    """`draft` says what the site would look like; the preview is the public home page with that face on."""

    viewers: ClassVar = ()
    editors: ClassVar = (Duty.DISCLOSURE_OFFICE, Duty.SYSTEM_ADMIN)
    change_form_template = "admin/face_form.html"

    def draft(self, row: Any, shown: face.Face) -> face.Face:
        """The face with this row in it."""
        raise NotImplementedError  # abstract

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST" and "_preview" in request.POST:
            row = self.get_object(request, object_id) if object_id else None
            if self.has_change_permission(request, row):
                form = self.get_form(request, row, change=row is not None)(request.POST, request.FILES, instance=row)
                if form.is_valid():
                    return self._as_the_public_sees(request, self.draft(form.instance, face.of(request)))
        # One row of its kind, or few: what is wanted next is the list, not another empty form.
        return super().changeform_view(
            request, object_id, form_url, {"show_save_and_add_another": False, **(extra_context or {})}
        )

    def _as_the_public_sees(self, request: HttpRequest, draft: face.Face) -> HttpResponseBase:
        face.put_on(request, replace(draft, notices=(UNSAVED, *draft.notices)))
        request.method, request.path, request.path_info = "GET", "/", "/"
        return home(request)


@admin.register(SiteIdentity)
class SiteIdentityAdmin(FaceAdmin):
    """One row: the list leads straight to it."""

    form = IdentityForm
    fieldsets = (
        ("名称", {"fields": ("name", "short_name", "title")}),
        ("标志和颜色", {"fields": ("logo_file", "no_logo", "colour", "dark_colour")}),
        (
            "页脚（《政府网站发展指引》规定的内容）",
            {
                "fields": (
                    *("sponsor", "organiser", "address", "telephone"),
                    *("site_code", "icp", "police_record", "error_report_url"),
                )
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        sheet = path("preview.css", self.admin_site.admin_view(self.preview_sheet), name="ui_siteidentity_preview_css")
        return [sheet, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not SiteIdentity.objects.exists()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if SiteIdentity.objects.exists():
            return HttpResponseRedirect(reverse("admin:ui_siteidentity_change", args=[1]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:ui_siteidentity_add"))
        return super().changelist_view(request, extra_context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The first row begins with what the settings say."""
        shown = face.from_settings().identity
        return {name: getattr(shown, name) for name in IdentityForm.Meta.fields if hasattr(shown, name)}

    def save_model(self, request: HttpRequest, obj: SiteIdentity, form: Any, change: bool) -> None:
        identity.set_identity(identity=obj, by=actor(request), at=now())

    def draft(self, row: SiteIdentity, shown: face.Face) -> face.Face:
        colours = urlencode({"colour": row.colour, "dark_colour": row.dark_colour})
        picture = base64.b64encode(bytes(row.logo)).decode()
        own = face.identity_of(
            row,
            stylesheet=f"{reverse('admin:ui_siteidentity_preview_css')}?{colours}",
            logo_url=f"data:image/{row.logo_kind};base64,{picture}",
        )
        return replace(shown, identity=own)

    def preview_sheet(self, request: HttpRequest) -> HttpResponse:
        """Colours that are not saved, for the preview."""
        form = IdentityForm.Colours(request.GET)
        sheet = brand.sheet(**form.cleaned_data) if form.is_valid() else ""
        return HttpResponse(sheet, content_type="text/css; charset=utf-8")


class RemovableAdmin(FaceAdmin):
    """Words and notices may be taken down for good; the trail keeps what they were."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """One by one: each removal is recorded by its own name."""
        return {name: each for name, each in super().get_actions(request).items() if name != "delete_selected"}


@admin.register(HotWord)
class HotWordAdmin(RemovableAdmin):
    form = HotWordForm
    list_display = ("word", "position", "active")
    list_editable = ("position", "active")
    search_fields = ("word",)
    ordering = ("position", "pk")

    def save_model(self, request: HttpRequest, obj: HotWord, form: Any, change: bool) -> None:
        identity.set_hot_word(word=obj, by=actor(request), at=now())

    def delete_model(self, request: HttpRequest, obj: HotWord) -> None:
        identity.remove_hot_word(word=obj, by=actor(request), at=now())

    def draft(self, row: HotWord, shown: face.Face) -> face.Face:
        rows = [row, *HotWord.objects.exclude(pk=row.pk)]
        ordered = sorted(rows, key=lambda each: (each.position, each.pk or 2**31))
        return replace(shown, hot_words=tuple(each.word for each in ordered if each.active))


@admin.register(SiteNotice)
class SiteNoticeAdmin(RemovableAdmin):
    form = NoticeForm
    list_display = ("text", "tone", "shown_from", "shown_until")
    list_filter = ("tone",)
    search_fields = ("text",)
    ordering = ("-shown_from", "-pk")

    def save_model(self, request: HttpRequest, obj: SiteNotice, form: Any, change: bool) -> None:
        identity.set_notice(notice=obj, by=actor(request), at=now())

    def delete_model(self, request: HttpRequest, obj: SiteNotice) -> None:
        identity.remove_notice(notice=obj, by=actor(request), at=now())

    def draft(self, row: SiteNotice, shown: face.Face) -> face.Face:
        """Shown whatever its hours are, for it is looked at before them."""
        before = face.notice_of(SiteNotice.objects.get(pk=row.pk)) if row.pk else None
        others = tuple(notice for notice in shown.notices if notice != before)
        return replace(shown, notices=(replace(face.notice_of(row), shown_from=None, shown_until=None), *others))
