"""Web pages: the article if the page marks one, cleaned as strictly as what a clerk types."""

import re
from html import unescape

import nh3

from portal.front.importing.decoding import decode
from portal.front.importing.readers.text import lines_of
from portal.front.importing.source import Reading
from portal.kernel.ui.official import ATTRIBUTES, SCHEMES, TAGS

_META_TITLE = re.compile(r"<meta\s+name=[\"']ArticleTitle[\"']\s+content=[\"'](?P<title>[^\"']+)", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]*>(?P<title>.*?)</h1>", re.IGNORECASE | re.DOTALL)
_PAGE_TITLE = re.compile(r"<title\b[^>]*>(?P<title>.*?)</title>", re.IGNORECASE | re.DOTALL)
_ARTICLES = (
    re.compile(r"<article\b[^>]*>(?P<inside>.*)</article>", re.IGNORECASE | re.DOTALL),
    re.compile(r"<main\b[^>]*>(?P<inside>.*)</main>", re.IGNORECASE | re.DOTALL),
    re.compile(r"<body\b[^>]*>(?P<inside>.*)</body>", re.IGNORECASE | re.DOTALL),
)
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|div|blockquote|caption|figcaption|dt|dd)>|<br\s*/?>", re.IGNORECASE)
_WITHOUT_CONTENT = {"script", "style", "nav", "header", "footer", "form", "noscript", "iframe", "title"}


def read(content: bytes) -> Reading:
    page, remarks = decode(content)
    inside = next((match["inside"] for pattern in _ARTICLES if (match := pattern.search(page))), page)
    body = clean(_HEADING.sub("", inside, count=1))
    return Reading(_title(page), (), plain_lines(body), body, remarks)


def clean(markup: str) -> str:
    """Only what an official text may consist of."""
    return nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=_WITHOUT_CONTENT,
        link_rel="noopener noreferrer",
    ).strip()


def plain_lines(markup: str) -> tuple[str, ...]:
    return lines_of(words(_BLOCK_END.sub("\n", markup)))


def words(markup: str) -> str:
    return unescape(nh3.clean(markup, tags=set()))


def _title(page: str) -> str:
    for pattern in (_META_TITLE, _HEADING, _PAGE_TITLE):
        match = pattern.search(page)
        title = " ".join(words(match["title"]).split()) if match else ""
        if title:
            return title
    return ""
