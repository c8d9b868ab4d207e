"""Words and shapes for templates; `{% load ui %}`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import template
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.engine import Engine
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.kernel.rules.clock import DayNote
from portal.kernel.ui import face, marks, panels, strip
from portal.kernel.ui.moment import now
from portal.kernel.ui.navigation import navigation
from portal.kernel.ui.official import OfficialText, official, plain
from portal.kernel.ui.pieces import piece
from portal.kernel.ui.static_files import stylesheets
from portal.kernel.ui.titles import title_words

register = template.Library()


def _as_day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


@register.simple_tag(takes_context=True)
def site_identity(context: Context) -> face.Identity:
    """Whose site this is; on pages of trouble, which are rendered without a request, as it was known last."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    return face.identity(request) if request is not None else face.last_known().identity


@register.simple_tag
def stylesheet_links() -> SafeString:
    """What every public page looks like; of what is collected, one file."""
    return format_html_join("\n    ", '<link rel="stylesheet" href="{}">', ((address,) for address in stylesheets()))


@register.simple_tag
def last_known_identity() -> face.Identity:
    """Whose site this is, asked of no database: for pages of trouble."""
    return face.last_known().identity


@register.simple_tag(takes_context=True)
def site_notices(context: Context) -> tuple[face.Notice, ...]:
    """What every reader must know now."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    return face.notices(at=now(), request=request) if request is not None else ()


@register.filter
def workdate(value: Any) -> str:
    """2026年11月21日; nothing for no date."""
    day = _as_day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@register.filter
def isodate(value: Any) -> str:
    """2026-11-21, the form for lists and for `datetime` attributes."""
    day = _as_day(value)
    return day.isoformat() if day else ""


@register.filter
def moment_zh(value: Any) -> str:
    """2026年11月21日 09:05; a plain date has no time."""
    if not isinstance(value, datetime):
        return workdate(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{workdate(local)} {local:%H:%M}"


@register.filter
def pubdate(value: Any) -> str:
    """2026-11-21 09:05, the form that the website guide wants in PubDate."""
    if not isinstance(value, datetime):
        return isodate(value)
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%Y-%m-%d %H:%M}"


@register.filter
def weekday_zh(value: Any) -> str:
    """星期六."""
    day = _as_day(value)
    return f"星期{strip.WEEKDAYS[day.weekday()]}" if day else ""


@register.filter
def filesize_zh(value: Any) -> str:
    """312 KB, 4.7 MB; whole bytes below 1 KB."""
    size = float(value or 0)
    if size < 1024:
        return f"{size:.0f} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.filter
def file_kind(name: Any) -> str:
    """PDF, DOCX: what a reader may expect to open."""
    _, dot, ending = str(name or "").rpartition(".")
    return ending.upper() if dot and len(ending) <= 5 else "文件"


@register.filter
def share_of(value: Any, whole: Any) -> str:
    """A percentage for an SVG width, never outside 0–100."""
    share = float(value or 0) / float(whole) * 100 if whole else 0.0
    return f"{min(max(share, 0.0), 100.0):.1f}%"


@register.simple_tag(takes_context=True)
def query_replace(context: Context, /, **changes: Any) -> str:
    """This page's query string with some parameters changed; None or "" removes one. Paging starts anew."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("cursor", None)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_set(context: Context, name: str, value: Any) -> str:
    """As `query_replace`, for a parameter whose name is a variable."""
    return query_replace(context, **{name: value})


@register.simple_tag
def kept_piece(name: str, **given: Any) -> SafeString:
    """`{% kept_piece "components/mark.html" kind="validity" code=code %}`: as include with `only`, made once."""
    return piece(name, **given)


@register.simple_tag
def document_rows(rows: Iterable[Mapping[str, Any]], level: int = 3) -> SafeString:
    """Rows of a list, each a dict of what `components/document_row.html` shows; one context for each and no include."""
    row = Engine.get_default().get_template("components/document_row.html")
    # A number would be written in the manner of the country; a level is a part of a tag's name.
    return mark_safe("".join(row.render(Context({"level": str(level), **each})) for each in rows))  # noqa: S308  a template's


@register.simple_tag(takes_context=True)
def facet_groups(context: Context, facets: Iterable[Any]) -> SafeString:
    """The groups of `components/facets.html`, whose links change this page's query string and start paging anew."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    kept = tuple((name, value) for name, values in request.GET.lists() for value in values) if request else ()
    query = urlencode([(name, value) for name, value in kept if name != "cursor"])
    return piece("components/facet_groups.html", facets=tuple(facets or ()), query=query)


@register.simple_tag
def query_with(query: str, name: str, value: Any = None) -> str:
    """As `query_set`, for a query string at hand."""
    kept = [pair for pair in _pairs(query) if pair[0] != name]
    return f"?{urlencode(kept if value in (None, '') else [*kept, (name, str(value))])}"


@lru_cache(maxsize=64)
def _pairs(query: str) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(query, keep_blank_values=True))


@register.simple_tag(takes_context=True)
def column_links(context: Context) -> SafeString:
    """The columns at the head of this page, the one that holds it marked."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    path, chosen = (request.path, face.header_links(request)) if request else ("", ())
    links, searching = navigation(path, chosen=chosen), bool(context.get("hide_search"))
    return piece("components/columns.html", links=links, hide_search=searching)


@register.filter
def official_text(value: Any) -> SafeString:
    """Stored HTML, Markdown or plain text as clean official text with article anchors."""
    return mark_safe(official(str(value or "")).html)  # noqa: S308  cleaned by nh3


@register.simple_tag(name="official")
def official_tag(value: Any) -> OfficialText:
    """`{% official text as body %}`: `body.html` (use `|safe`), `body.places`, `body.articles` for a contents list."""
    return official(str(value or ""))


@register.filter
def plain_words(value: Any) -> str:
    """The words of an HTML or Markdown text without marks, for descriptions."""
    return plain(official(str(value or "")).html)


@register.filter
def phrased(title: Any) -> SafeString:
    """A title that can be broken between its words and nowhere else; what is copied has no marks in it."""
    return format_html_join(mark_safe("<wbr>"), "{}", ((word,) for word in title_words(str(title or ""))))


@register.simple_tag
def trail(*steps: str) -> list[tuple[str, str]]:
    """`{% trail "主动公开" address "标准目录" as crumbs %}`: words and addresses by turns, last this page."""
    return list(zip(steps[::2], (*steps[1::2], ""), strict=True))


@register.simple_tag
def mark_of(kind: str, code: Any, label: str = "") -> marks.Mark:
    """Word, shape and tone of a validity, openness, consultation or request state."""
    return marks.mark(kind, str(code or ""), label)


@register.simple_tag
def lay_out_strip(notes: Iterable[DayNote], today: date | None = None) -> strip.Strip:
    """Months, cells and legend of a calendar strip."""
    return strip.lay_out(notes or (), today or None)


@register.simple_tag(takes_context=True)
def panels_of(context: Context, slot: str, thing: Any) -> tuple[panels.Panel, ...]:
    """`{% panels_of "policies.document" document as blocks %}`: what upper apps show on this page."""
    return panels.collect(slot, context["request"], thing)
