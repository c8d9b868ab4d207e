"""It publishes what belongs together in one act, or nothing of it."""

import pytest

from portal.kernel.publishing.services import bundles, release
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT

pytestmark = pytest.mark.django_db


def bundle_of(desk, *things):
    return bundles.make_bundle(name="同步发布", things=things, by=desk.office, at=DRAFTED_AT)


def test_all_members_go_out_at_the_same_moment(desk):
    first, second = desk.sign(DocumentFactory()), desk.sign(DocumentFactory())

    bundles.release_bundle(bundle=bundle_of(desk, first, second), by=desk.office, at=RELEASED_AT)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.published_at == second.published_at == RELEASED_AT


def test_one_member_that_is_not_ready_keeps_all_back_and_is_named(desk):
    ready, draft = desk.sign(DocumentFactory(title="甲")), DocumentFactory(title="乙")
    bundle = bundle_of(desk, ready, draft)

    with pytest.raises(release.NotReady) as refused:
        bundles.release_bundle(bundle=bundle, by=desk.office, at=RELEASED_AT)

    ready.refresh_from_db()
    bundle.refresh_from_db()
    assert ready.state == "approved"
    assert bundle.released_at is None
    assert refused.value.failures == ["《乙》：当前状态为“草稿”，不能发布"]


def test_a_bundle_goes_out_once_and_never_empty(desk):
    bundle = bundle_of(desk, desk.sign(DocumentFactory()))
    bundles.release_bundle(bundle=bundle, by=desk.office, at=RELEASED_AT)

    with pytest.raises(bundles.AlreadyReleased):
        bundles.release_bundle(bundle=bundle, by=desk.office, at=RELEASED_AT)
    with pytest.raises(bundles.EmptyBundle):
        bundles.release_bundle(bundle=bundle_of(desk), by=desk.office, at=RELEASED_AT)
