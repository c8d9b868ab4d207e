"""Questions about links."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, QuerySet
from django.db.models.functions import Coalesce

from portal.kernel.links.models import LinkHost, LinkUse, OutboundLink
from portal.kernel.links.words import LinkState

RESTING_SOON = timedelta(minutes=1)


def is_anything_due(at: datetime) -> bool:
    """Whether a link waits whose host may be asked within the minute."""
    long_rests = LinkHost.objects.filter(free_at__gt=at + RESTING_SOON).values("host")
    return OutboundLink.objects.filter(next_check_at__lte=at).exclude(host__in=long_rests).exists()


def links_by_state() -> dict[str, int]:
    """How many links in use stand where."""
    rows = OutboundLink.objects.order_by().filter(next_check_at__isnull=False)
    counted = dict(rows.values_list("state").annotate(number=Count("pk")))
    return {state: counted.get(state, 0) for state in LinkState.values}


def broken_links() -> QuerySet[OutboundLink]:
    """Confirmed broken links that pages still use, those clicked most first."""
    return (
        OutboundLink.objects.broken()
        .filter(next_check_at__isnull=False)
        .annotate(with_uses=Coalesce(Count("uses"), 0))
        .order_by("-clicks", "pk")
    )


def uses_of(source: Model) -> QuerySet[LinkUse]:
    """What one page points to, with the state of each link."""
    kind = ContentType.objects.get_for_model(source)
    return LinkUse.objects.filter(source_type=kind, source_id=source.pk).select_related("link").order_by("pk")
