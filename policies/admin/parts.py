"""Relations and service links on the desk of a document; the services decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin

from policies.models import Document, Relation, ServiceLink
from policies.rules.words import DATED
from policies.services import relations, service_links
from portal.kernel.people.models import User
from portal.kernel.publishing.admin import VerbFormSet
from portal.kernel.publishing.admin.inlines import FollowsItsSubject


class RelationForm(forms.ModelForm):
    class Meta:
        model = Relation
        fields = ("kind", "to_document", "effective_on", "note")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") in DATED and not cleaned.get("effective_on"):
            self.add_error("effective_on", "修改、废止、替代应当写明生效日期")
        return cleaned


class RelationFormSet(VerbFormSet, forms.BaseInlineFormSet):
    def put_in(self, subject: Any, data: dict[str, Any], *, by: User, at: datetime) -> None:
        relations.relate(
            document=subject,
            kind=data["kind"],
            to=data["to_document"],
            effective_on=data["effective_on"],
            note=data["note"],
            by=by,
            at=at,
        )

    def take_out(self, instance: Any, *, by: User, at: datetime) -> None:
        relations.unrelate(relation=instance, by=by, at=at)


class ServiceLinkFormSet(VerbFormSet, forms.BaseInlineFormSet):
    def put_in(self, subject: Any, data: dict[str, Any], *, by: User, at: datetime) -> None:
        service_links.add(document=subject, title=data["title"], url=data["url"], by=by, at=at)

    def take_out(self, instance: Any, *, by: User, at: datetime) -> None:
        service_links.remove(link=instance, by=by, at=at)


class PartInline(FollowsItsSubject, admin.TabularInline):
    """Rows are added and taken out; to change one is to do both."""

    extra = 0

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    @admin.display(description="状态")
    def standing(self, part: Any) -> str:
        if part._state.adding:
            return ""
        if part.leaving:
            return "下次发布时移除"
        return "已公开" if part.public_from else "未公开"


class RelationInline(PartInline):
    model = Relation
    form = RelationForm
    formset = RelationFormSet
    fk_name = "from_document"
    fields = ("kind", "to_document", "effective_on", "note", "standing")
    readonly_fields = ("standing",)
    autocomplete_fields = ("to_document",)

    def get_field_queryset(self, db: str | None, db_field: Any, request: Any) -> Any:
        """Only documents that the clerk may see on their own desk."""
        if db_field.name == "to_document":
            return self.admin_site._registry[Document].get_queryset(request)  # noqa: SLF001 - no public question
        return super().get_field_queryset(db, db_field, request)


class ServiceLinkInline(PartInline):
    model = ServiceLink
    formset = ServiceLinkFormSet
    fields = ("title", "url", "standing")
    readonly_fields = ("standing",)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)
