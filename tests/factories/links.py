"""Links in every standing."""

from datetime import UTC, datetime, timedelta

import factory

from portal.kernel.links.models import LinkUse, OutboundLink
from portal.kernel.links.words import LinkKind, LinkState

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


class OutboundLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutboundLink

    class Params:
        broken = factory.Trait(
            state=LinkState.BROKEN,
            problem="页面不存在",
            advice="请更换为现行网址或者删除链接。",
            failure_count=3,
            first_failed_at=NOON - timedelta(days=2),
            last_checked_at=NOON - timedelta(days=1),
        )
        working = factory.Trait(
            state=LinkState.OK, last_ok_at=NOON - timedelta(days=7), last_checked_at=NOON - timedelta(days=7)
        )

    host = factory.Sequence(lambda n: f"host{n}.test")
    url = factory.LazyAttribute(lambda link: f"http://{link.host}/")
    next_check_at = NOON


class LinkUseFactory(factory.django.DjangoModelFactory):
    """`source` may be any saved row."""

    class Meta:
        model = LinkUse

    link = factory.SubFactory(OutboundLinkFactory)
    kind = LinkKind.BODY
    label = "相关链接"
