"""Files and readers on the desk; what is typed here goes through the services, never straight into the tables."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.http import HttpRequest
from django.utils.html import format_html

from portal.kernel.attachments import services as attachments
from portal.kernel.attachments.forms import AttachmentField
from portal.kernel.attachments.models import Attachment
from portal.kernel.people.models import User
from portal.kernel.publishing.models import Grant
from portal.kernel.publishing.services import targeting


class VerbFormSet:
    """Mixed into a formset: ``perform`` calls the services for what was added and what was marked for removal."""

    def perform(self, *, subject: Any, by: User, at: datetime) -> None:
        for form in self.forms:  # type: ignore[attr-defined]  # the formset gives it
            if not form.is_valid() or not form.has_changed():
                continue
            if form.cleaned_data.get("DELETE"):
                if form.instance.pk:
                    self.take_out(form.instance, by=by, at=at)
            elif form.instance._state.adding:
                self.put_in(subject, form.cleaned_data, by=by, at=at)

    def put_in(self, subject: Any, data: dict[str, Any], *, by: User, at: datetime) -> None:
        """Every formset names the service that adds one of its rows."""
        raise NotImplementedError  # abstract

    def take_out(self, instance: Any, *, by: User, at: datetime) -> None:
        """Every formset names the service that removes one of its rows."""
        raise NotImplementedError  # abstract


class FollowsItsSubject:
    """Editable exactly while its subject is."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or self._open(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or self._open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or self._open(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def _open(self, request: HttpRequest, obj: Any) -> bool:
        model_admin = self.admin_site._registry[type(obj)]  # type: ignore[attr-defined] # noqa: SLF001
        allowed: bool = model_admin.has_change_permission(request, obj)
        return allowed


class AttachmentForm(forms.ModelForm):
    """A new file; those already there are only shown and marked for removal."""

    upload = AttachmentField(label="选择文件", required=False, widget=forms.FileInput(attrs={"aria-label": "选择文件"}))

    class Meta:
        model = Attachment
        fields: tuple[str, ...] = ()

    def has_changed(self) -> bool:
        return bool(self.files.get(self.add_prefix("upload"))) or super().has_changed()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance._state.adding and not cleaned.get("upload") and "upload" not in self.errors:
            self.add_error("upload", "请选择文件")
        return cleaned

    def _post_clean(self) -> None:
        """The row is made by the service; there is nothing of it to validate here."""


class AttachmentFormSet(VerbFormSet, BaseGenericInlineFormSet):
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(removed_at__isnull=True)

    def put_in(self, subject: Any, data: dict[str, Any], *, by: User, at: datetime) -> None:
        attachments.store(upload=data["upload"], subject=subject, by=by, at=at)

    def take_out(self, instance: Any, *, by: User, at: datetime) -> None:
        attachments.remove(attachment=instance, by=by, at=at)


class AttachmentInline(FollowsItsSubject, GenericTabularInline):
    """附件 of anything that is published."""

    model = Attachment
    form = AttachmentForm
    formset: Any = AttachmentFormSet
    ct_field = "subject_type"
    ct_fk_field = "subject_id"
    extra = 1
    max_num = 50
    verbose_name_plural = "附件"
    fields = ("shown_name", "size", "sha256", "standing", "upload")
    readonly_fields = ("shown_name", "size", "sha256", "standing")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if self.has_add_permission(request, obj) else self.fields[:-1]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(removed_at__isnull=True).defer("text").order_by("position")

    @admin.display(description="文件")
    def shown_name(self, attachment: Attachment) -> str:
        if attachment._state.adding:
            return "（新附件）"
        return format_html('<a href="{}">{}</a>', attachment.get_absolute_url(), attachment.name)

    @admin.display(description="状态")
    def standing(self, attachment: Attachment) -> str:
        if attachment._state.adding:
            return ""
        if attachment.leaving:
            return "下次发布时移除"
        return "已公开" if attachment.public_from else "未公开"


class GrantFormSet(VerbFormSet, BaseGenericInlineFormSet):
    def put_in(self, subject: Any, data: dict[str, Any], *, by: User, at: datetime) -> None:
        targeting.grant(thing=subject, user=data.get("user"), department=data.get("department"), by=by, at=at)

    def take_out(self, instance: Any, *, by: User, at: datetime) -> None:
        targeting.revoke(grant=instance, by=by, at=at)


class GrantInline(FollowsItsSubject, GenericTabularInline):
    """定向公开对象."""

    model = Grant
    formset: Any = GrantFormSet
    ct_field = "subject_type"
    ct_fk_field = "subject_id"
    extra = 0
    fields = ("user", "department")
    raw_id_fields = ("user",)
