"""The register and the patrol: what is visited when, at whose pace, and what follows from it."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from portal.kernel.links.checker import Finding, Problem
from portal.kernel.links.models import LinkCheck, LinkHost, LinkUse, OutboundLink
from portal.kernel.links.selectors import broken_links, is_anything_due, links_by_state, uses_of
from portal.kernel.links.services import FoundLink, patrol, register_links, unregister
from portal.kernel.links.tasks import patrol_links
from portal.kernel.links.words import LinkState
from tests.factories.links import NOON, LinkUseFactory, OutboundLinkFactory
from tests.factories.people import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def well(url: str) -> Finding:
    return Finding("ok", url, 200)


def gone(url: str) -> Finding:
    return Finding("broken", url, 404, Problem.GONE)


def doubtful(url: str) -> Finding:
    return Finding("unsure", url, None, Problem.CERTIFICATE)


def busy(url: str) -> Finding:
    return Finding("unsure", url, 429, Problem.ASKED_TO_WAIT, retry_after=7200)


@pytest.fixture
def link() -> OutboundLink:
    return LinkUseFactory(source=UserFactory()).link


def _patrol_at(link: OutboundLink, finding: object, *hours: float) -> OutboundLink:
    for hour in hours:
        OutboundLink.objects.filter(pk=link.pk).update(next_check_at=NOON + hour * HOUR)
        assert patrol(at=NOON + hour * HOUR, check=finding).checked == 1  # type: ignore[arg-type]  # the stubs do not know it
    link.refresh_from_db()
    return link


def test_registering_replaces_what_the_page_used_before() -> None:
    page = DepartmentFactory()
    register_links(source=page, urls=[FoundLink("http://a.test/"), FoundLink("http://b.test/")], at=NOON)

    register_links(source=page, urls=[FoundLink("http://b.test/", label="新"), FoundLink("http://c.test/")], at=NOON)

    assert [use.link.url for use in uses_of(page)] == ["http://b.test/", "http://c.test/"]
    assert OutboundLink.objects.get(url="http://a.test/").next_check_at is None


def test_one_address_is_one_link_however_it_is_written_and_however_many_use_it() -> None:
    for page in (DepartmentFactory(), DepartmentFactory()):
        found = [
            FoundLink("HTTP://A.test"),
            FoundLink("http://a.test/#x"),
            FoundLink("http://a.test/", "service", "办"),
        ]
        assert register_links(source=page, urls=[*found, FoundLink("/inside/")], at=NOON) == 1

    assert OutboundLink.objects.count() == 1
    assert LinkUse.objects.count() == 4


def test_a_link_still_used_elsewhere_stays_on_patrol() -> None:
    first, second = DepartmentFactory(), DepartmentFactory()
    for page in (first, second):
        register_links(source=page, urls=[FoundLink("http://a.test/")], at=NOON)

    unregister(first)
    assert is_anything_due(NOON)
    unregister(second)
    assert not is_anything_due(NOON)


def test_a_good_link_is_seen_again_in_a_week_and_a_service_tomorrow(link: OutboundLink) -> None:
    service = LinkUseFactory(source=UserFactory(), kind="service").link

    patrol(at=NOON, check=well)

    link.refresh_from_db()
    service.refresh_from_db()
    assert (link.state, link.last_ok_at, link.next_check_at) == (LinkState.OK, NOON, NOON + timedelta(days=7))
    assert service.next_check_at == NOON + timedelta(days=1)


def test_it_is_broken_only_after_three_failures_over_a_day(link: OutboundLink) -> None:
    assert _patrol_at(link, gone, 0, 12).state == LinkState.UNSURE
    assert link.next_check_at == NOON + 24 * HOUR
    assert _patrol_at(link, gone, 23).state == LinkState.UNSURE  # three, but not over a day
    assert _patrol_at(link, gone, 24).state == LinkState.BROKEN
    assert (link.failure_count, link.first_failed_at, link.problem) == (4, NOON, "页面不存在")
    assert list(broken_links()) == [link]


def test_two_failures_a_week_apart_do_not_break_it(link: OutboundLink) -> None:
    assert _patrol_at(link, gone, 0, 168).state == LinkState.UNSURE


def test_one_good_visit_heals_it(link: OutboundLink) -> None:
    _patrol_at(link, gone, 0, 12, 24)

    healed = _patrol_at(link, well, 48)

    assert (healed.state, healed.failure_count, healed.first_failed_at, healed.problem) == (LinkState.OK, 0, None, "")


def test_a_doubtful_visit_neither_breaks_nor_heals(link: OutboundLink) -> None:
    _patrol_at(link, gone, 0, 12)
    assert _patrol_at(link, doubtful, 24).failure_count == 2
    _patrol_at(link, gone, 36)

    assert _patrol_at(link, doubtful, 60).state == LinkState.BROKEN


def test_a_host_that_asked_for_patience_is_left_alone_with_all_its_links(link: OutboundLink) -> None:
    sister = LinkUseFactory(source=UserFactory(), link__host=link.host, link__url=f"http://{link.host}/2").link
    assert patrol(at=NOON, check=busy).checked == 1

    assert patrol(at=NOON + HOUR, check=well).checked == 0
    assert patrol(at=NOON + 2 * HOUR, check=well).checked == 1
    link.refresh_from_db()
    sister.refresh_from_db()
    assert LinkState.BROKEN not in {link.state, sister.state}


def test_one_host_is_asked_once_in_five_seconds(link: OutboundLink) -> None:
    LinkUseFactory(source=UserFactory(), link__host=link.host, link__url=f"http://{link.host}/2")

    assert patrol(at=NOON, check=well).checked == 1
    assert patrol(at=NOON + timedelta(seconds=4), check=well).checked == 0
    assert patrol(at=NOON + timedelta(seconds=5), check=well).checked == 1


def test_the_visit_happens_outside_any_transaction(link: OutboundLink) -> None:
    depth = len(connection.savepoint_ids)
    seen: list[int] = []

    def look(url: str) -> Finding:
        seen.append(len(connection.savepoint_ids) - depth)
        return well(url)

    patrol(at=NOON, check=look)

    assert seen == [0]


def test_a_claimed_link_comes_back_when_its_visitor_vanished(link: OutboundLink) -> None:
    def vanish(url: str) -> Finding:
        raise SystemExit

    with pytest.raises(SystemExit):
        patrol(at=NOON, check=vanish)

    assert patrol(at=NOON + timedelta(minutes=9), check=well).checked == 0
    assert patrol(at=NOON + timedelta(minutes=10), check=well).checked == 1


def test_every_visit_leaves_a_row(link: OutboundLink) -> None:
    _patrol_at(link, gone, 0, 12)

    assert list(LinkCheck.objects.values_list("outcome", "status", "problem")) == [("broken", 404, "页面不存在")] * 2


def test_the_counts_by_state_leave_out_links_nobody_uses(link: OutboundLink) -> None:
    OutboundLinkFactory(broken=True, next_check_at=None)

    assert links_by_state() == {"unknown": 1, "ok": 0, "unsure": 0, "broken": 0}


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("links_broken_is_confirmed", {"state": "broken", "failure_count": 2, "first_failed_at": NOON}),
        ("links_failures_have_start", {"failure_count": 2}),
    ],
)
def test_the_database_refuses(constraint: str, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OutboundLinkFactory(**wrong)


@pytest.mark.django_db(transaction=True)
def test_patrols_side_by_side_visit_each_link_once_and_each_host_one_at_a_time() -> None:
    page = UserFactory()
    for n in range(20):
        LinkUseFactory(source=page, link__host=f"host{n % 10}.test", link__url=f"http://host{n % 10}.test/{n}")
    visited: list[str] = []

    def look(url: str) -> Finding:
        visited.append(url)
        return well(url)

    def run() -> None:
        try:
            patrol(at=NOON, limit=50, check=look)
        finally:
            connection.close()

    runners = [threading.Thread(target=run) for _ in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()

    hosts = [url.split("/")[2] for url in visited]
    assert len(hosts) == len(set(hosts)) == 10
    assert LinkHost.objects.count() == 10


def test_the_task_ends_when_nothing_is_due() -> None:
    OutboundLinkFactory(next_check_at=None)

    assert patrol_links(new_in_the_next_release=True) == 0
