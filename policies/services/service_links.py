"""The 办 buttons of a document 「阅办联动」."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from policies.models import Document, ServiceLink
from policies.services.parts import drafted, drop
from portal.kernel.audit import services as audit
from portal.kernel.people.models import User


class AlreadyLinked(Exception):
    """The document carries this address already."""


class NoWebAddress(ValueError):
    """The address cannot be opened."""


@transaction.atomic
def add(*, document: Document, title: str, url: str, by: User | None, at: datetime) -> ServiceLink:
    """Give a draft the way to an online service."""
    row = drafted(document, by=by, at=at)
    if urlsplit(url).scheme not in {"http", "https"} or not title.strip():
        raise NoWebAddress("办理入口应当有名称和以 http:// 或者 https:// 开头的地址")
    try:
        with transaction.atomic():
            link = ServiceLink.objects.create(
                document=row,
                title=title.strip(),
                url=url,
                position=row.service_links.count(),
                created_at=at,
                created_by=by,
            )
    except IntegrityError as taken:
        raise AlreadyLinked("这一办理地址已经登记") from taken
    audit.record(verb="policies.add_service", target=row, by=by, at=at, after={"title": link.title, "url": link.url})
    return link


@transaction.atomic
def remove(*, link: ServiceLink, by: User | None, at: datetime) -> None:
    row = drafted(link.document, by=by, at=at)
    drop(link)
    audit.record(verb="policies.remove_service", target=row, by=by, at=at, before={"url": link.url})
