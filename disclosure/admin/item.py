"""The clerk's desk for items."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from disclosure.forms import ItemForm
from disclosure.models import Item
from disclosure.permissions import departments_to_draft_for
from disclosure.services import items
from portal.kernel.people.models import Department
from portal.kernel.publishing.admin import AttachmentInline, GrantInline, PublishableAdmin


@admin.register(Item)
class ItemAdmin(PublishableAdmin):
    form = ItemForm
    inlines: ClassVar[Any] = (AttachmentInline, GrantInline)
    extra_refusals = (items.ItemRefused,)
    list_display = ("title", "state", "column", "department", "formed_on", "published_at", "index_number")
    list_filter = ("state", "openness", "column", "department")
    list_select_related = ("department", "column")
    search_fields = ("title", "index_number", "document_number")
    search_help_text = "按标题、索引号或发文字号查找"
    date_hierarchy = "formed_on"
    readonly_fields = ("index_number", "published_at")
    autocomplete_fields = ("column", "topics", "audiences", "matter")
    legal_basis: ClassVar[dict[str, str]] = {
        **PublishableAdmin.legal_basis,
        "organ": "两个以上机关制作的，由牵头机关公开（条例第十条）。",
        "document_number": "与纸质稿的发文字号一致，没有文号的留空（《党政机关公文处理工作条例》第九条）。",
        "formed_on": "自形成或者变更之日起二十个工作日内公开（条例第二十六条），公开期限从这一天起算。",
        "summary": "列入政府信息公开目录（条例第十二条：索引、名称、内容概述、生成日期）。",
        "column": "按条例第十九条、第二十条规定的主动公开内容归入栏目。",
        "matter": "对应标准目录中的事项，用于检查应公开是否已公开（条例第二十条、第二十一条）。",
    }
    fieldsets = (
        (
            "文件头",
            {
                "fields": (
                    "title",
                    ("organ", "document_number"),
                    ("formed_on", "published_at", "index_number"),
                    "summary",
                )
            },
        ),
        ("正文", {"fields": ("body",)}),
        ("归类", {"fields": ("column", "topics", "audiences", "matter", "department")}),
        ("公开属性认定", {"fields": ("openness", "openness_ground", "openness_reason", "targeted")}),
    )

    def save_content(self, *, thing: Item, data: dict[str, Any], by: Any, at: Any) -> Item:
        """A new item gets its number and its term; a known one keeps the number."""
        verb = items.draft if thing.pk is None else items.save
        return verb(item=thing, data=data, by=by, at=at)

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """A clerk drafts for his own departments only."""
        if db_field.name == "department":
            kwargs["queryset"] = self._departments(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        own = getattr(request.user, "department_id", None)
        return {"organ": items.own_organ(), "department": own, **super().get_changeform_initial_data(request)}

    def _departments(self, request: HttpRequest) -> QuerySet[Department]:
        allowed = departments_to_draft_for(request.user)
        departments = Department.objects.active().order_by("position", "pk")
        return departments if allowed is None else departments.filter(pk__in=allowed)
