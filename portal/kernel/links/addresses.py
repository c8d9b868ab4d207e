"""Addresses of links and of machines: what an outbound link is, and which machines may be visited."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings

MAX_LENGTH = 2000
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_NUMERIC_LABEL = re.compile(r"^(0x[0-9a-f]*|[0-9]+)$")
# is_global of the standard library calls these global or leaves them open; each can lead inside.
_DETOURS = tuple(
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10", "::/96", "192.88.99.0/24")
)


class BadAddress(ValueError):
    """The text is no address that can be visited; the message says why in Chinese."""


@dataclass(frozen=True, slots=True)
class Address:
    """A cleaned absolute http(s) address."""

    url: str
    scheme: str
    host: str
    port: int
    target: str


def parse(text: str) -> Address:
    """Reads an absolute http(s) address strictly; the host comes out as the name that will be looked up."""
    if _CONTROL.search(text.strip()):
        raise BadAddress("网址中有空格或者控制字符")
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise BadAddress("网址格式不正确") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadAddress("网址应当以 http:// 或者 https:// 开头并写明主机")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("网址中不应当包含用户名和密码")
    host = _ascii_host(parts.hostname)
    port = port or {"http": 80, "https": 443}[parts.scheme]
    target = _escaped(parts.path or "/") + (f"?{_escaped(parts.query)}" if parts.query else "")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == {"http": 80, "https": 443}[parts.scheme] else f"{shown}:{port}"
    url = urlunsplit((parts.scheme, netloc, "", "", "")) + target
    if len(url) > MAX_LENGTH:
        raise BadAddress(f"网址超过 {MAX_LENGTH} 个字符")
    return Address(url=url, scheme=parts.scheme, host=host, port=port, target=target)


def normalise(text: str) -> Address | None:
    """The address under which an outbound link is registered; None for what does not leave the site.

    A malformed http link is still a link that leads nowhere: it is registered as written, for the patrol to report.
    """
    text = _CONTROL.sub("", text.strip())[:MAX_LENGTH]
    if not text.lower().startswith(("http://", "https://", "//")):
        return None
    text = f"https:{text}" if text.startswith("//") else text
    try:
        address = parse(text)
    except BadAddress:
        return Address(url=text, scheme="", host="", port=0, target="")
    return None if address.host == urlsplit(settings.SITE_URL).hostname else address


def is_public(text: str) -> bool:
    """Whether a machine stands on the public network: everything inside, special or translated is refused."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
    if any(address.version == detour.version and address in detour for detour in _DETOURS):
        return False
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not special and not address.is_private and not address.is_link_local


def _ascii_host(host: str) -> str:
    """Plain lower-case ASCII; decimal, octal and hexadecimal spellings of machine addresses are refused."""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise BadAddress("网址中的主机地址写法不正确") from None
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise BadAddress("网址中的主机名写法不正确") from None
    if not name or not re.fullmatch(r"[a-z0-9._-]{1,253}", name):
        raise BadAddress("网址中的主机名写法不正确")
    if _NUMERIC_LABEL.match(name.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise BadAddress("网址中的主机地址写法不规范") from None
    return name


def _escaped(text: str) -> str:
    """Percent-encodes what is not ASCII and leaves what is already encoded."""
    return quote(text, safe="/%:@!$&'()*+,;=~?-._[]|")
