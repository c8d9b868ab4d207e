"""One address for every type of page, found by following the site's own links."""

import re
from collections.abc import Callable
from dataclasses import dataclass

#: Gives the text of a page, or "" when there is none.
Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of the tour: its name, its address, and the answer it should give."""

    name: str
    path: str
    status: int = 200


FIXED = (
    Stop("home", "/"),
    Stop("platform", "/platform/"),
    Stop("departments", "/departments/"),
    Stop("disclosure-list", "/disclosure/"),
    Stop("disclosure-catalogue", "/disclosure/catalogue/"),
    Stop("policies-list", "/policies/"),
    Stop("requests-start", "/requests/"),
    Stop("requests-new", "/requests/new/"),
    Stop("requests-public", "/requests/new/?q=住房"),
    Stop("requests-no-draft", "/requests/new/contact/", 404),
    Stop("requests-lookup", "/requests/status/"),
    Stop("consultations-list", "/consultations/"),
    Stop("search-hits", "/search/?q=住房"),
    Stop("search-nothing", "/search/?q=南极企鹅饲养办法"),
    Stop("search-empty", "/search/"),
    Stop("workdays", "/workdays/"),
    Stop("workdays-answer", "/workdays/?received=2022-09-30&workdays=20"),
    Stop("workdays-refused", "/workdays/?received=2022-13-45&workdays=0", 400),
    Stop("site-map", "/site-map/"),
    Stop("feeds", "/feeds/"),
    Stop("about", "/about/"),
    Stop("feedback", "/feedback/?page=/policies/&verdict=mistake"),
    Stop("feedback-sent", "/feedback/sent/?page=/policies/"),
    Stop("privacy", "/privacy/"),
    Stop("accessibility", "/accessibility/"),
    Stop("preferences", "/preferences/"),
    Stop("login", "/accounts/login/"),
    Stop("signup", "/accounts/signup/"),
    Stop("password-reset", "/accounts/password/reset/"),
    Stop("not-found", "/no-such-page/", 404),
)
#: name of the page, where its address stands, what it looks like
FOLLOWED = (
    ("column", "/platform/", r'href="(/columns/[\w-]+/)"'),
    ("department", "/departments/", r'href="(/departments/\d+/)"'),
    ("disclosure-detail", "/disclosure/", r'href="(/disclosure/\d+/)"'),
    ("policies-interpretation", "/policies/", r'href="(/policies/interpretations/\d+/)"'),
    ("consultations-detail", "/consultations/", r'href="(/consultations/\d+/)"'),
)
STAFF = (
    Stop("workbench", "/workbench/"),
    Stop("admin", "/admin/"),
    Stop("admin-items", "/admin/disclosure/item/"),
    Stop("admin-documents", "/admin/policies/document/"),
    Stop("admin-requests", "/admin/requests_app/informationrequest/"),
    Stop("admin-feedback", "/admin/front/pagefeedback/"),
    Stop("admin-feedback-pages", "/admin/front/pagefeedback/pages/"),
    Stop("admin-consultations", "/admin/consultations/consultation/"),
)
CHANGED = (
    ("admin-item", "/admin/disclosure/item/", r'href="(/admin/disclosure/item/\d+/change/)[?"]'),
    ("admin-document", "/admin/policies/document/", r'href="(/admin/policies/document/\d+/change/)[?"]'),
    (
        "admin-request",
        "/admin/requests_app/informationrequest/",
        r'href="(/admin/requests_app/informationrequest/\d+/change/)[?"]',
    ),
    (
        "admin-consultation",
        "/admin/consultations/consultation/",
        r'href="(/admin/consultations/consultation/\d+/change/)[?"]',
    ),
)


def public_tour(read: Read) -> tuple[Stop, ...]:
    """Every public page type. A policy is entered from its interpretation, so that it has one."""
    stops = [*FIXED, *_followed(read, FOLLOWED)]
    for stop in tuple(stops):
        if stop.name == "policies-interpretation":
            stops += _followed(read, (("policies-detail", stop.path, r'href="(/policies/\d+/)"'),))
    return tuple(stops)


def staff_tour(read: Read) -> tuple[Stop, ...]:
    """The workbench and the desks, for a reader who has signed in."""
    return (*STAFF, *_followed(read, CHANGED))


def _followed(read: Read, rows: tuple[tuple[str, str, str], ...]) -> list[Stop]:
    found = []
    for name, start, pattern in rows:
        match = re.search(pattern, read(start))
        # An address that leads nowhere shows up as a failing stop instead of being passed over.
        found.append(Stop(name, match[1] if match else f"{start}#no-{name}", 200 if match else 0))
    return found
