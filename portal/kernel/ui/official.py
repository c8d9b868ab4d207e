"""Official text: stored HTML, Markdown or plain text becomes a clean document whose articles can be linked to."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

import nh3
from markdown_it import MarkdownIt

from portal.kernel.ui.pasted import CONTENT_TO_DROP, with_scrolling_tables, with_signatures, without_rubbish

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "u", "s", "sub", "sup", "a"),
    *("ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "img"),
    *("figure", "figcaption", "div", "dl", "dt", "dd"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"\u3007": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零\u3007一二两三四五六七八九十百千\\d]+"
_UNIT = re.compile(rf"^第({_NUMERAL})(编|章|节|条)(?:之({_NUMERAL}))?(?![款项目规至、第的所和或中及与，])")
_BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|section|blockquote|br)\b[^>]*>", re.IGNORECASE)
_STARTS_BLOCK = re.compile(rf"^(?:第{_NUMERAL}[编章节条]|（{_NUMERAL}）|{_NUMERAL}、|#{{1,6}} )")
_OPENING = re.compile(r"<(p|h[2-6])>((?:<(?:strong|b)>)*)[\s\u3000]*([^<]{1,40})")
#: What a number that was set in bold by itself leaves behind it.
_HOLLOW = re.compile(r'(<span class="article-gap">\u3000</span>)<(b|strong)></\2>[\s\u3000]*')
_LEVEL = {"编": "part", "章": "ch", "节": "sec", "条": "art"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["code", "lheading"])


@dataclass(frozen=True, slots=True)
class Place:
    """A part, chapter, section or article of the text, as its contents list names it."""

    anchor: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class OfficialText:
    """Clean HTML and the places in it that can be linked to."""

    html: str
    places: tuple[Place, ...]

    @property
    def articles(self) -> tuple[Place, ...]:
        """Only the articles."""
        return tuple(place for place in self.places if place.kind == "art")


@lru_cache(maxsize=128)
def official(text: str) -> OfficialText:
    """Cleans and anchors the text; what is not block-level HTML is read as Markdown."""
    body = text if _BLOCK_TAG.search(text) else _from_markdown(text)
    return _anchored(with_signatures(with_scrolling_tables(without_rubbish(_clean(body)))))


def number_of(numeral: str) -> int:
    """12 for 十二 and for 12."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS.get(char, int(char) if char.isdecimal() else 0)
    return total + digit


def plain(html: str) -> str:
    """The words of an HTML fragment, for descriptions and previews."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def _clean(html: str) -> str:
    headings_down = re.sub(r"<(/?)h1\b", r"<\1h2", html, flags=re.IGNORECASE)
    return nh3.clean(
        headings_down,
        tags=TAGS,
        clean_content_tags=CONTENT_TO_DROP,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def _from_markdown(text: str) -> str:
    """Each line of an official text that begins a unit of its own is a paragraph, whatever the blank lines say."""
    lines: list[str] = []
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        indented = raw.startswith(("\u3000", "    "))
        line = raw.strip(" \u3000\t") if indented else raw.rstrip()
        if indented or _STARTS_BLOCK.match(line):
            lines.append("")
        lines.append(line)
    return _markdown.render("\n".join(lines))


def _anchored(html: str) -> OfficialText:
    seen: Counter[str] = Counter()
    places: list[Place] = []

    def anchor(match: re.Match[str]) -> str:
        tag, inline, words = match.groups()
        unit = _UNIT.match(words)
        if unit is None:
            return match.group(0)
        name = _anchor_name(unit, seen)
        kind = _LEVEL[unit[2]]
        label = unit[0] if kind == "art" else " ".join(words.split())
        places.append(Place(name, label, kind))
        if kind != "art":
            return f'<{tag} id="{name}" class="unit unit-{kind}">{inline}{words}'
        rest = words[unit.end() :].lstrip(" \u3000")
        number = f'<a class="article-number" href="#{name}" title="本条链接">{unit[0]}</a>'
        return f'<{tag} id="{name}" class="article">{number}<span class="article-gap">\u3000</span>{inline}{rest}'

    return OfficialText(_HOLLOW.sub(r"\1", _OPENING.sub(anchor, html)), tuple(places))


def _anchor_name(unit: re.Match[str], seen: Counter[str]) -> str:
    """art-12, art-12-1 for 第十二条之一; a number quoted again gets a suffix, the first keeps the plain name."""
    name = f"{_LEVEL[unit[2]]}-{number_of(unit[1])}"
    if unit[3]:
        name = f"{name}-{number_of(unit[3])}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}.{seen[name]}"
