"""Keeping the register: what a public page points to, from the moment it is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef

from portal.kernel.links.addresses import normalise
from portal.kernel.links.models import LinkUse, OutboundLink
from portal.kernel.links.words import LinkKind


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link found on a page: where it points, what it is for, what people read on it."""

    url: str
    kind: str = LinkKind.BODY
    label: str = ""


@transaction.atomic
def register_links(*, source: models.Model, urls: Iterable[FoundLink], at: datetime) -> int:
    """Replaces everything this source uses by what it uses now; returns how many outbound links there are.

    Links within the site, mail addresses and anchors are no outbound links and are passed over.
    """
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    for found in urls:
        if (address := normalise(found.url)) is not None:
            wanted.setdefault((address.url, LinkKind(found.kind)), (address.host, found.label[:300]))
    hosts = {url: host for (url, _), (host, _) in wanted.items()}
    former = _uses_of(source)
    former_links = set(former.values_list("link_id", flat=True))
    former.delete()
    # In the order of their addresses, so that two releases sharing links cannot block each other.
    OutboundLink.objects.bulk_create(
        [OutboundLink(url=url, host=hosts[url], next_check_at=at) for url in sorted(hosts)], ignore_conflicts=True
    )
    links = {link.url: link for link in OutboundLink.objects.filter(url__in=hosts)}
    LinkUse.objects.bulk_create(
        LinkUse(
            link=links[url],
            kind=kind,
            label=label,
            source_type=ContentType.objects.get_for_model(source),
            source_id=source.pk,
        )
        for (url, kind), (_, label) in wanted.items()
    )
    now_used = {link.pk for link in links.values()}
    OutboundLink.objects.filter(pk__in=now_used, next_check_at__isnull=True).update(next_check_at=at)
    _rest_unused(former_links - now_used)
    return len(hosts)


@transaction.atomic
def unregister(source: models.Model) -> None:
    """Forgets what a withdrawn page pointed to; links nobody uses any more are not visited again."""
    former = _uses_of(source)
    links = set(former.values_list("link_id", flat=True))
    former.delete()
    _rest_unused(links)


def _uses_of(source: models.Model) -> models.QuerySet[LinkUse]:
    return LinkUse.objects.filter(source_type=ContentType.objects.get_for_model(source), source_id=source.pk)


def _rest_unused(link_ids: set[int]) -> None:
    used = LinkUse.objects.filter(link=OuterRef("pk"))
    OutboundLink.objects.filter(~Exists(used), pk__in=link_ids).update(next_check_at=None)
