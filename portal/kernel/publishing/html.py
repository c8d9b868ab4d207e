"""Links in the text of a thing that goes out."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from portal.kernel.links.services import FoundLink
from portal.kernel.publishing import registry
from portal.kernel.publishing.models import Publishable
from portal.kernel.ui.official import official

LABEL_LENGTH = 200


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._href: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._close()
            self._href = dict(attrs).get("href")

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close()

    def close(self) -> None:
        super().close()
        self._close()

    def _close(self) -> None:
        if self._href is not None:
            self.found.append((self._href.strip(), " ".join("".join(self._text).split())[:LABEL_LENGTH]))
        self._href, self._text = None, []


def anchors(html: str) -> list[tuple[str, str]]:
    """Absolute web addresses in the text with the words people click on."""
    parser = _Anchors()
    parser.feed(html)
    parser.close()
    return [(url, label) for url, label in parser.found if _is_outbound(url)]


def found_links(thing: Publishable) -> list[FoundLink]:
    """Everything that leaves the site from this thing, each address once per kind."""
    return list(dict.fromkeys(_found(thing)))


def _found(thing: Publishable) -> Iterator[FoundLink]:
    for piece in thing.public_html():
        for url, label in anchors(official(piece).html):
            yield FoundLink(url=url, kind="body", label=label)
    extra = registry.type_of(thing).extra_links
    for use in extra(thing) if extra else ():
        yield FoundLink(url=use.url, kind=use.kind, label=use.label)


def _is_outbound(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
