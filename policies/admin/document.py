"""The desk of policy documents."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin

from policies import permissions, selectors
from policies.admin.parts import RelationInline, ServiceLinkInline
from policies.models import Document
from policies.services import drafting, relations, service_links, sync, waivers
from portal.kernel.people.models import User
from portal.kernel.publishing import permissions as publishing
from portal.kernel.publishing.admin import AttachmentInline, DeskVerb, GrantInline, PublishableAdmin, ReasonForm
from portal.kernel.publishing.transitions import LIFECYCLE


def _waive(document: Document, data: dict[str, Any], *, by: User, at: datetime) -> str:
    waivers.grant(document=document, reason=data["reason"], by=by, at=at)
    return "已记录解读缓发，文件发布后3个工作日内应当发布解读"


def _waive_offered(user: Any, document: Document) -> bool:
    return (
        document.is_normative
        and document.withdrawn_at is None
        and not hasattr(document, "interpretation_waiver")
        and permissions.can_waive_interpretation(user, document)
    )


def _release_together(document: Document, data: dict[str, Any], *, by: User, at: datetime) -> str:
    ready = selectors.signed_companions(document)
    sync.release_with_interpretation(
        document=document, interpretations=ready.interpretations, faqs=ready.faqs, by=by, at=at
    )
    return f"已与 {len(ready.interpretations)} 篇解读、{len(ready.faqs)} 条问答同步发布"


def _release_together_offered(user: Any, document: Document) -> bool:
    return (
        LIFECYCLE.allows("release", state=document.state)
        and publishing.can_release(user, document)
        and bool(selectors.signed_companions(document).interpretations)
    )


@admin.register(Document)
class DocumentAdmin(PublishableAdmin):
    list_display: Any = (
        "title",
        "document_number",
        "department",
        "state",
        "is_normative",
        "effective_on",
        "published_at",
    )
    list_filter: ClassVar[Any] = ("state", "is_normative", "openness", "topics", "department")
    search_fields: ClassVar[Any] = ("title", "document_number")
    filter_horizontal = ("topics", "audiences")
    fieldsets = (
        (None, {"fields": ("title", "document_number", "issuing_organ", "department", "is_normative")}),
        ("日期与有效性", {"fields": ("formed_on", "effective_on", "expires_on")}),
        ("分类", {"fields": ("topics", "audiences")}),
        ("正文", {"fields": ("summary", "body", "history")}),
        ("公开属性", {"fields": ("openness", "openness_ground", "openness_reason", "targeted")}),
    )
    inlines = (AttachmentInline, RelationInline, ServiceLinkInline, GrantInline)
    extra_verbs = (
        DeskVerb("release-together", "与解读、问答同步发布", _release_together_offered, _release_together),
        DeskVerb("waive", "批准解读缓发", _waive_offered, _waive, form=ReasonForm),
    )
    extra_refusals = (
        waivers.NotAllowed,
        waivers.AlreadyWaived,
        waivers.WaiverUnexplained,
        sync.NotItsCompanion,
        relations.AlreadyRelated,
        relations.RelationIncomplete,
        service_links.AlreadyLinked,
        service_links.NoWebAddress,
    )

    def save_content(self, *, thing: Any, data: dict[str, Any], by: Any, at: Any) -> Any:
        return drafting.save_document(document=thing, data=data, by=by, at=at)
