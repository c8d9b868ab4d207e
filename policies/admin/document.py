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
    autocomplete_fields = ("topics", "audiences")
    legal_basis: ClassVar[dict[str, str]] = {
        **PublishableAdmin.legal_basis,
        "document_number": "与纸质稿的发文字号一致（《党政机关公文处理工作条例》第九条）。",
        "issuing_organ": "联合发文的，写全部机关，主办机关在前。",
        "is_normative": "涉及公民、法人和其他组织权利义务，在一定期限内反复适用的文件；"
        "须经合法性审核（国办发〔2018〕37号），并与解读同步发布。",
        "formed_on": "自形成或者变更之日起二十个工作日内公开（条例第二十六条）。",
        "effective_on": "文件载明的施行日期；页面据此显示“尚未施行”或者“现行有效”。",
        "summary": "列入政府信息公开目录（条例第十二条）。",
        "history": "何时制定、修改，依据哪些文件；同时在“文件关系”中登记修改、废止。",
    }
    fieldsets = (
        ("文件头", {"fields": ("title", ("issuing_organ", "document_number"), ("formed_on", "department"))}),
        ("效力", {"fields": ("is_normative", ("effective_on", "expires_on"))}),
        ("正文", {"fields": ("summary", "body", "history")}),
        ("归类", {"fields": ("topics", "audiences")}),
        ("公开属性认定", {"fields": ("openness", "openness_ground", "openness_reason", "targeted")}),
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
