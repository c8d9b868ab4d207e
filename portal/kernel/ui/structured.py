"""What search engines are told about a page, in the words of schema.org. Plain dictionaries; `json_ld` writes them."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from html import unescape
from typing import Any

from django.utils import timezone

from portal.kernel.ui.face import Identity

CONTEXT = "https://schema.org"
LANGUAGE = "zh-CN"
# Force of law by the codes of validity; what was amended still applies as amended.
LEGAL_FORCE = {
    "pending": "NotInForce",
    "in_force": "InForce",
    "amended": "InForce",
    "repealed": "NotInForce",
    "lapsed": "NotInForce",
}

Thing = dict[str, Any]
_IMAGE = re.compile(r'<img\b[^>]*?\ssrc="([^"]+)"')


def organization(identity: Identity, *, url: str) -> Thing:
    """The bureau itself."""
    return _told(
        {
            "@type": "GovernmentOrganization",
            "name": identity.name,
            "alternateName": identity.short_name,
            "url": url,
            "identifier": identity.site_code,
            "telephone": identity.telephone,
            "address": identity.address,
            "logo": f"{url.rstrip('/')}{identity.logo_url}" if identity.logo_url.startswith("/") else "",
        }
    )


def department(found: Any, *, url: str, bureau: Thing) -> Thing:
    """A department of the bureau, with its statutory data (Regulation art. 20 (2))."""
    return _told(
        {
            "@type": "GovernmentOrganization",
            "name": found.name,
            "alternateName": found.short_name,
            "description": found.duties_text[:200],
            "url": url,
            "telephone": found.telephone,
            "address": found.address,
            "openingHours": found.hours,
            "parentOrganization": {"@type": bureau["@type"], "name": bureau["name"], "url": bureau["url"]},
        }
    )


def website(identity: Identity, *, url: str, search: str) -> Thing:
    """The site with its search field; `search` is the address up to the words."""
    return {
        "@type": "WebSite",
        "name": f"{identity.name}{identity.title}",
        "url": url,
        "inLanguage": LANGUAGE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}{{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def legislation(
    *,
    title: str,
    number: str,
    organ: str,
    url: str,
    description: str,
    keywords: str,
    validity: str,
    passed_on: date | None,
    published_at: datetime | None,
    effective_on: date | None,
    ended_on: date | None,
) -> Thing:
    """A policy document with whether it is in force today."""
    begun, ended = (effective_on.isoformat() if effective_on else ""), (ended_on.isoformat() if ended_on else "")
    return _told(
        {
            "@type": "Legislation",
            "name": title,
            "legislationIdentifier": number,
            "legislationPassedBy": {"@type": "GovernmentOrganization", "name": organ},
            "legislationDate": passed_on,
            "datePublished": published_at,
            "legislationLegalForce": f"{CONTEXT}/{LEGAL_FORCE[validity]}" if validity in LEGAL_FORCE else "",
            "temporalCoverage": f"{begun or '..'}/{ended or '..'}" if begun or ended else "",
            "description": description,
            "keywords": keywords,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "url": url,
        }
    )


def article(*, title: str, organ: str, url: str, description: str, published_at: datetime | None, **more: Any) -> Thing:
    """A disclosed item, an interpretation."""
    return _told(
        {
            "@type": "Article",
            "headline": title,
            "publisher": {"@type": "GovernmentOrganization", "name": organ},
            "datePublished": published_at,
            "description": description,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "url": url,
            **more,
        }
    )


def event(*, title: str, organ: str, url: str, description: str, opens_on: date, closes_on: date) -> Thing:
    """A consultation: something that takes place online between two days."""
    return _told(
        {
            "@type": "Event",
            "name": title,
            "startDate": opens_on,
            "endDate": closes_on,
            "eventAttendanceMode": f"{CONTEXT}/OnlineEventAttendanceMode",
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "location": {"@type": "VirtualLocation", "url": url},
            "organizer": {"@type": "GovernmentOrganization", "name": organ},
            "isAccessibleForFree": True,
            "description": description,
            "url": url,
        }
    )


def dataset(
    *, name: str, description: str, url: str, bureau: Thing, distributions: Iterable[tuple[str, str, str]]
) -> Thing:
    """Data for programs; a distribution is its label, its media type and its address."""
    return _told(
        {
            "@type": "Dataset",
            "name": name,
            "description": description,
            "url": url,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "creator": {"@type": bureau["@type"], "name": bureau["name"], "url": bureau["url"]},
            "distribution": [
                {"@type": "DataDownload", "name": label, "encodingFormat": media_type, "contentUrl": address}
                for label, media_type, address in distributions
            ],
        }
    )


def first_image(html: str) -> str:
    """The address of the first picture in a text, "" when it has none."""
    found = _IMAGE.search(html)
    return unescape(found[1]) if found else ""


def graph(*things: Thing) -> Thing:
    """One or several things as a document of their own."""
    if len(things) == 1:
        return {"@context": CONTEXT, **things[0]}
    return {"@context": CONTEXT, "@graph": list(things)}


def _told(thing: Thing) -> Thing:
    """Without what is not known; days and moments as ISO 8601 in the bureau's own time."""
    return {name: _plain(value) for name, value in thing.items() if value not in ("", None)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
