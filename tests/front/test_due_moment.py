"""A scheduled thing is absent a second before its moment and there in the next request after it, at every door."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.models import Document
from portal.kernel.audit.models import Event
from portal.kernel.publishing import content_version
from portal.kernel.publishing.middleware import LEFT_ALONE
from portal.kernel.publishing.models import PlannedRelease
from portal.kernel.publishing.services import release, tick
from portal.kernel.ui import face
from portal.schedule import BEAT_SCHEDULE
from tests.factories.attachments import attached
from tests.factories.consultations import ConsultationFactory
from tests.factories.disclosure import ItemFactory
from tests.factories.people import UserFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT, Desk

pytestmark = pytest.mark.django_db
MOMENT = RELEASED_AT + dt.timedelta(hours=3)
SECOND = dt.timedelta(seconds=1)
BEFORE, AFTER = MOMENT - SECOND, MOMENT + SECOND
TITLE = "飞船票价补贴实施细则"


def at(moment: dt.datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def planned(desk: Desk) -> Document:
    return plan(desk, DocumentFactory(title=TITLE))


def plan(desk: Desk, thing: Any, planned_at: dt.datetime = MOMENT) -> Any:
    return release.schedule(thing=desk.sign(thing), planned_at=planned_at, by=desk.office, at=RELEASED_AT)


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode("utf-8"))


Door = Callable[[Client, Document], str]
DOORS: dict[str, Door] = {
    "home": lambda client, _: body(client.get("/")),
    "list": lambda client, _: body(client.get("/policies/")),
    "own page": lambda client, thing: body(client.get(thing.get_absolute_url())),
    "plain text": lambda client, thing: body(client.get(f"{thing.get_absolute_url()}text/")),
    "search": lambda client, _: "".join(hit.title for hit in found(client.get("/search/", {"q": "飞船票价"}))),
    "suggestions": lambda client, _: body(client.get("/search/suggest/", {"q": "飞船"})),
    "search feed": lambda client, _: body(client.get("/search/feed.rss", {"q": "票价补贴"})),
    "csv": lambda client, _: body(client.get("/search/export.csv", {"q": "票价补贴"})),
    "search api": lambda client, _: body(client.get("/api/v1/search", {"q": "票价补贴"})),
    "suggestion api": lambda client, _: body(client.get("/api/v1/search/suggest", {"q": "飞船"})),
    "list api": lambda client, _: body(client.get("/api/v1/policies/documents")),
    "detail api": lambda client, thing: body(client.get(f"/api/v1/policies/documents/{thing.pk}")),
    "rss": lambda client, _: body(client.get("/policies/feed/")),
    "atom": lambda client, _: body(client.get("/policies/feed.atom")),
    "whole feed": lambda client, _: body(client.get("/feeds/all.rss")),
    "sitemap": lambda client, thing: body(client.get("/sitemap-policies.xml")).replace(thing.get_absolute_url(), TITLE),
}


def found(answer: Any) -> Any:
    return answer.context["found"].hits


@pytest.mark.parametrize("reader", ["anonymous", "signed in"])
@pytest.mark.parametrize("door", sorted(DOORS))
def test_it_is_absent_a_second_before_and_there_a_second_after(
    client: Client, planned: Document, door: str, reader: str
) -> None:
    with at(BEFORE):
        if reader == "signed in":
            client.force_login(UserFactory())
        before = DOORS[door](client, planned)
    with at(AFTER):
        after = DOORS[door](client, planned)

    assert TITLE not in before
    assert TITLE in after


def test_the_workbook_has_it_too(client: Client, planned: Document) -> None:
    with at(AFTER):
        answer = client.get("/search/export.xlsx", {"q": "飞船票价"})

    assert answer.status_code == 200
    assert Document.objects.get(pk=planned.pk).state == "published"


def test_its_file_can_be_fetched_in_the_first_request(client: Client, desk: Desk) -> None:
    document = DocumentFactory(title=TITLE)
    file = attached(document)
    plan(desk, document)

    with at(BEFORE):
        assert client.get(file.get_absolute_url()).status_code == 404
    with at(AFTER):
        assert client.get(file.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("factory", "address"),
    [
        (ItemFactory, "/disclosure/"),
        (ConsultationFactory, "/consultations/"),
    ],
)
def test_every_kind_keeps_its_moment(client: Client, desk: Desk, factory: Any, address: str) -> None:
    thing = plan(desk, factory(title=TITLE))

    with at(BEFORE):
        assert TITLE not in body(client.get(address))
    with at(AFTER):
        assert TITLE in body(client.get(address))
    assert Event.objects.get(verb="publishing.release", target_id=str(thing.pk)).actor_id == desk.office.pk


def test_no_kept_page_outlives_the_moment(client: Client, planned: Document, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = settings.COUNTS_CACHE_SECONDS = 3600
    with at(BEFORE):
        first = client.get("/policies/")
        kept = client.get("/policies/")
        assert client.get("/policies/", headers={"if-none-match": first["ETag"]}).status_code == 304
    with at(AFTER):
        later = client.get("/policies/", headers={"if-none-match": first["ETag"]})

    assert body(kept) == body(first)
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]
    assert TITLE in body(later)


def test_looking_costs_no_query_of_its_own(client: Client, desk: Desk) -> None:
    with at(BEFORE):
        client.get("/policies/")
        with CaptureQueriesContext(connection) as without:
            client.get("/policies/")
        for _ in range(3):
            plan(desk, DocumentFactory())
        with CaptureQueriesContext(connection) as waiting:
            page = client.get("/policies/")
        with CaptureQueriesContext(connection) as known:
            client.get("/policies/", headers={"if-none-match": page["ETag"]})

    assert len(waiting) == len(without)
    assert len(known) == 1
    assert sum(PlannedRelease._meta.db_table in each["sql"] for each in waiting) == 1


def test_probes_and_desks_release_nothing(client: Client, planned: Document) -> None:
    with at(AFTER):
        for address in ("/healthz", "/readyz", "/robots.txt", "/admin/login/"):
            client.get(address)

    assert Document.objects.get(pk=planned.pk).state == "scheduled"


def test_one_request_does_a_few_and_the_tick_the_rest(client: Client, desk: Desk) -> None:
    for minute in range(tick.READERS_SHARE + 2):
        plan(desk, DocumentFactory(title=f"第{minute}件"), MOMENT - dt.timedelta(minutes=minute))

    with at(AFTER):
        client.get("/policies/")

    assert sorted(Document.objects.filter(state="scheduled").values_list("title", flat=True)) == ["第0件", "第1件"]
    assert release.release_due(at=AFTER) == 2
    assert "publishing.release_due" in {timer["task"] for timer in BEAT_SCHEDULE.values()}


def test_what_fails_its_gates_is_marked_once_and_the_page_is_answered(client: Client, planned: Document) -> None:
    Document.objects.filter(pk=planned.pk).update(title="改动")

    with at(AFTER):
        assert [client.get("/policies/").status_code for _ in range(2)] == [200, 200]

    planned.refresh_from_db()
    assert (planned.state, planned.failure) == ("failed", "内容在审签后被改动，请退回后重新审签")
    assert Event.objects.filter(verb="publishing.fail").count() == 1


def test_what_cannot_be_done_in_passing_is_left_to_the_tick(
    client: Client, planned: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def locked(**_: Any) -> None:
        tries.append(1)
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(tick, "release_locked", locked)
    with at(AFTER):
        answers = [client.get("/policies/") for _ in range(2)]
        assert cache.get(LEFT_ALONE)
    monkeypatch.undo()

    assert [answer.status_code for answer in answers] == [200, 200]
    assert TITLE not in body(answers[1])
    assert len(tries) == 1

    assert release.release_due(at=AFTER) == 1


def test_the_list_of_plans_follows_the_rows(desk: Desk) -> None:
    def listed() -> list[dt.datetime]:
        return list(PlannedRelease.objects.values_list("planned_at", flat=True))

    kept, changed = (DocumentFactory() for _ in range(2))
    plan(desk, kept)
    plan(desk, changed, MOMENT + SECOND)
    assert listed() == [MOMENT, MOMENT + SECOND]
    assert content_version.present().next_due_at == MOMENT

    Document.objects.filter(pk=kept.pk).update(planned_at=MOMENT - SECOND)
    assert listed() == [MOMENT + SECOND, MOMENT - SECOND] or listed() == [MOMENT - SECOND, MOMENT + SECOND]
    desk.release(kept)
    Document.objects.filter(pk=changed.pk).delete()
    assert listed() == []
    assert content_version.present().next_due_at is None


def test_a_plan_that_is_sent_back_is_off_the_list(desk: Desk, planned: Document) -> None:
    from portal.kernel.publishing.services import review

    review.send_back(thing=planned, reason="补充依据", by=desk.office, at=RELEASED_AT)

    assert not PlannedRelease.objects.exists()


def test_a_plan_appears_on_the_list_once(planned: Document) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="publishing_plannedrelease_once"), transaction.atomic():
        PlannedRelease.objects.create(thing=Document._meta.db_table, key=planned.pk, planned_at=MOMENT)


@pytest.mark.django_db(transaction=True)
def test_readers_who_race_release_it_once_and_all_are_answered() -> None:
    face.forget()
    planned = plan(Desk(), DocumentFactory(title=TITLE))
    gate = threading.Barrier(4)
    statuses: list[int] = []

    def read() -> None:
        gate.wait()
        try:
            statuses.append(Client().get("/policies/").status_code)
        finally:
            connection.close()

    with at(AFTER):
        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert TITLE in body(Client().get("/policies/"))

    assert statuses == [200] * 4
    assert Event.objects.filter(verb="publishing.release", target_id=str(planned.pk)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_row_somebody_holds_keeps_no_reader_waiting() -> None:
    face.forget()
    desk = Desk()
    planned = plan(desk, DocumentFactory(title=TITLE))
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Document.objects.select_for_update().get(pk=planned.pk)
                held.set()
                done.wait(20)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(20)
    try:
        with at(AFTER):
            page = Client().get("/policies/")
    finally:
        done.set()
        holder.join()

    assert page.status_code == 200
    assert TITLE not in body(page)
    with at(AFTER):
        assert TITLE in body(Client().get("/policies/"))
