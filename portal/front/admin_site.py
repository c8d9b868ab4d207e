"""The site of all desks: grouped and ordered as the office works, not as the code is cut."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

# Affair, and the apps whose desks belong to it. What an app adds later finds its place by itself.
AFFAIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("公开", ("disclosure", "taxonomy")),
    ("政策", ("policies",)),
    ("依申请", ("requests_app",)),
    ("公众参与", ("consultations",)),
    ("公共设施", ("deadlines", "links", "search", "delivery", "attachments", "publishing", "front")),
    ("系统", ("ui", "people", "audit")),
)
# The desks opened every day come first; the others follow by name.
DAILY = (
    *("Item", "Matter", "Catalogue", "Column", "Document", "Interpretation", "Faq", "InformationRequest"),
    *("Consultation", "Opinion", "AdoptionReport", "Deadline", "WorkCalendarDay", "OutboundLink", "OutboxLetter"),
    *("SiteIdentity", "SiteNotice", "HotWord", "Department", "User", "DutyAssignment", "DutyChange", "Event"),
)


class DeskSite(admin.AdminSite):
    site_header = "管理后台"
    site_title = "管理后台"
    index_title = "后台首页"
    empty_value_display = "—"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """One group for each affair; an app's own page keeps the app."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return [{**app, "models": _own(app)} for app in apps]
        by_label = {app["app_label"]: app for app in apps}
        placed = {label for _, labels in AFFAIRS for label in labels}
        groups = []
        for number, (name, labels) in enumerate(AFFAIRS, start=1):
            last = number == len(AFFAIRS)
            strays = [label for label in by_label if label not in placed] if last else []
            models = [model for label in (*labels, *strays) if label in by_label for model in _own(by_label[label])]
            if models:
                groups.append(
                    {
                        "name": name,
                        "app_label": f"affair-{number}",
                        "app_url": "",
                        "has_module_perms": True,
                        "models": sorted(models, key=_place),
                    }
                )
        return groups


def _own(app: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(({**model, "app_label": app["app_label"]} for model in app["models"]), key=_place)


def _place(model: dict[str, Any]) -> int:
    name = model["object_name"]
    return DAILY.index(name) if name in DAILY else len(DAILY)
