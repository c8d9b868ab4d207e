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


# These stay at the head of the page; the others give way to the columns that the bureau chooses.
ALWAYS = frozenset({"/", "/platform/", "/policies/", "/requests/", "/consultations/"})
# Seven in one line: what is always there, and these.
MOST_CHOSEN = 7 - len(ALWAYS)


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One column; `current` marks where the reader is."""

    label: str
    url: str
    current: bool


def navigation(path: str, *, chosen: tuple[tuple[str, str], ...] = ()) -> tuple[NavigationLink, ...]:
    """The columns with the one that holds this path marked; the bureau's chosen ones after those that always stand."""
    columns = tuple(getattr(settings, "SITE_NAVIGATION", COLUMNS))
    if chosen:
        columns = (*(each for each in columns if each[1] in ALWAYS), *chosen)
    return tuple(
        NavigationLink(label, url, path == url if url == "/" else path.startswith(url)) for label, url in columns
    )
