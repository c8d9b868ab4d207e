"""The head of a page for machines; `{% load meta %}`."""

import json
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.kernel.ui.face import identity, last_known

register = template.Library()

CARD = "img/share.png"
CARD_SIZE = mark_safe('<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">')

# What makes another page of an address; anything else, such as marks of campaigns, leads to the same page.
MEANINGFUL = (
    *("column", "topic", "department", "audience", "year", "validity", "kind", "form", "standing", "normative"),
    *("received", "workdays", "as", "cursor"),
)
# As in Django's json_script: no text can end the element or open another one.
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """The one address of this page, without marks of campaigns and without what was searched; "" without a request."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    if request is None:
        return ""
    kept = [(name, request.GET[name]) for name in MEANINGFUL if request.GET.get(name)]
    return request.build_absolute_uri(request.path + (f"?{urlencode(kept)}" if kept else ""))


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, address: str) -> str:
    """The address with scheme and host, as other sites want it."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    return request.build_absolute_uri(address) if request else address


@register.simple_tag(takes_context=True)
def shared_picture(context: Context, image: str = "", title: str = "") -> SafeString:
    """What a messenger shows beside a link: the page's own picture, the bureau's logo, or the portal's card."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    site = identity(request) if request else last_known().identity
    size = "" if image or site.logo_url else CARD_SIZE
    address = absolute_url(context, image or site.logo_url or static(CARD))
    alt = title if image else f"{site.name}{site.title}"
    return format_html(
        '<meta property="og:image" content="{}">{}<meta property="og:image:alt" content="{}">', address, size, alt
    )


@register.simple_tag
def json_ld(thing: dict[str, Any] | None) -> SafeString:
    """A block of data, not a script: browsers do not run it and the policy for scripts does not speak of it."""
    if not thing:
        return mark_safe("")
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above
