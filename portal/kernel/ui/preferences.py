"""How a reader wants the pages set, kept in one small cookie so that a proxy can cache by it."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "reading"
COOKIE_AGE = 60 * 60 * 24 * 365
# The words the cookie may hold, in the order it holds them.
WORDS = ("elder", "large", "dark", "light", "contrast", "hant")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the pages are set; each wish off until chosen. Without `dark` or `light` the page follows the device."""

    elder: bool = False  # 「长辈版」
    large: bool = False  # 「大字」: the text of documents only
    contrast: bool = False  # 「高对比」
    dark: bool = False  # 「深色」
    light: bool = False  # 「浅色」
    hant: bool = False  # 「繁體」

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """Reads what the cookie holds; words it does not know are ignored."""
        chosen = set(value.split("."))
        return cls(**{word: word in chosen for word in WORDS}).settled()

    @property
    def key(self) -> str:
        """The cookie's value, and what an ETag or a cache key must contain."""
        return ".".join(word for word in WORDS if getattr(self, word))

    @property
    def theme(self) -> str:
        """What the page's root says of its colours."""
        return "dark" if self.dark else "light" if self.light else "auto"

    def changed(self, wishes: dict[str, str]) -> Self:
        """The preferences after wishes such as {"dark": "1"}; anything but 0 and 1 changes nothing."""
        chosen = {word: wishes[word] == "1" for word in WORDS if wishes.get(word) in {"0", "1"}}
        if chosen.get("light"):
            chosen["dark"] = False
        return replace(self, **chosen).settled()

    def settled(self) -> Self:
        """A page is not dark and light at once: dark was the louder wish."""
        return replace(self, light=False) if self.dark else self


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
