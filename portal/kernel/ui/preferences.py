"""How a reader wants the pages set, kept in one small cookie so that a proxy can cache by it."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "reading"
COOKIE_AGE = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class Reading:
    """Larger type 「长辈版」, a dark page 「深色」, a high-contrast page 「高对比」; each off until chosen."""

    elder: bool = False
    dark: bool = False
    contrast: bool = False

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """Reads what the cookie holds; words it does not know are ignored."""
        words = set(value.split("."))
        return cls(elder="elder" in words, dark="dark" in words, contrast="contrast" in words)

    @property
    def key(self) -> str:
        """The cookie's value, and what an ETag or a cache key must contain."""
        words = (("elder", self.elder), ("dark", self.dark), ("contrast", self.contrast))
        return ".".join(word for word, chosen in words if chosen)

    def changed(self, wishes: dict[str, str]) -> Self:
        """The preferences after wishes such as {"dark": "1"}; anything but 0 and 1 changes nothing."""
        chosen = {name: wishes[name] == "1" for name in ("elder", "dark", "contrast") if wishes.get(name) in {"0", "1"}}
        return replace(self, **chosen)


def reading_of(request: HttpRequest) -> Reading:
    """The reader's preferences; plain ones when the middleware did not run."""
    return getattr(request, "reading", Reading())


def remember(response: HttpResponseBase, reading: Reading) -> None:
    """Stores the choice for a year; a reader with no wish needs no cookie."""
    if not reading.key:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        reading.key,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def own_path(target: str) -> str:
    """The target when it is a path of this site, else the home page: never a way to another host."""
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_path and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else "/"


def back_to(request: HttpRequest) -> str:
    """The page to return to, quoted for a link; a page that answered a form is returned to by its bare path."""
    return quote(request.get_full_path() if request.method in {"GET", "HEAD"} else request.path, safe="/")
