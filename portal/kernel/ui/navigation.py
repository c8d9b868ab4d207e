"""The columns at the head of every page."""

from dataclasses import dataclass

from django.conf import settings

# The site's first-level columns; a bureau may set its own in settings.SITE_NAVIGATION.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("首页", "/"),
    ("政务公开", "/platform/"),
    ("政策", "/policies/"),
    ("依申请公开", "/requests/"),
    ("征集调查", "/consultations/"),
    ("信息公开目录", "/disclosure/"),
    ("工作日计算", "/workdays/"),
)


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One column; `current` marks where the reader is."""

    label: str
    url: str
    current: bool


def navigation(path: str) -> tuple[NavigationLink, ...]:
    """The columns with the one that holds this path marked."""
    columns = getattr(settings, "SITE_NAVIGATION", COLUMNS)
    return tuple(
        NavigationLink(label, url, path == url if url == "/" else path.startswith(url)) for label, url in columns
    )
