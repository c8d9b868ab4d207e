"""The desk for links: what is broken, why, and on which pages."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.sites import AdminSite
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from portal.kernel.links.models import LinkCheck, LinkUse, OutboundLink
from portal.kernel.people.desk import DutyAdmin
from portal.kernel.people.permissions import is_staff_member

UNNAMED = "（您无权查看的页面）"


def _name(source: Model | None, request: HttpRequest, site: AdminSite) -> str:
    """The page as this person may know it: the desk of its own kind says who may read its title."""
    if source is None:
        return ""
    desk = site._registry.get(type(source))  # noqa: SLF001 - the register has no public question of this kind
    return str(source) if desk is None or desk.has_view_permission(request, source) else UNNAMED


class _ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return is_staff_member(request.user)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class LinkUseInline(_ReadOnlyInline):
    model = LinkUse
    fields = ("page", "kind", "label")
    readonly_fields = ("page",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[LinkUse]:
        # An inline is made anew for every request.
        self.request = request
        return super().get_queryset(request).prefetch_related("source")

    @admin.display(description="使用页面")
    def page(self, use: LinkUse) -> str:
        return _name(use.source, self.request, self.admin_site)


class LinkCheckInline(_ReadOnlyInline):
    model = LinkCheck
    fields = ("at", "outcome", "status", "problem", "final_url", "elapsed_ms")
    ordering = ("-at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[LinkCheck]:
        """The inline filters by link, so the latest visits are found by their own key."""
        link_id = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        latest = LinkCheck.objects.filter(link_id=link_id).order_by("-at").values("pk")[:20]
        return super().get_queryset(request).filter(pk__in=latest)


@admin.register(OutboundLink)
class OutboundLinkAdmin(DutyAdmin):
    """Links come from published pages; here they are read, not written."""

    list_display = ("url", "state", "problem", "advice", "failure_count", "last_ok_at", "last_checked_at")
    list_filter = ("state", "uses__kind")
    search_fields = ("url", "host")
    inlines = (LinkUseInline, LinkCheckInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboundLink]:
        return super().get_queryset(request).prefetch_related("uses__source")

    def get_list_display(self, request: HttpRequest) -> Any:
        @admin.display(description="使用页面")
        def used_in(link: OutboundLink) -> str:
            uses = list(link.uses.all())
            names = [_name(use.source, request, self.admin_site) for use in uses[:3] if use.source is not None]
            return "；".join(names) + (f" 等 {len(uses)} 处" if len(uses) > 3 else "")

        return (*self.list_display[:-2], used_in, *self.list_display[-2:])
