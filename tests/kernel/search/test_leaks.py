"""What not everybody may see shows itself at no door: suggestions, corrections, related, numbers, API."""

import datetime as dt

import pytest
import time_machine

from portal.kernel.publishing.models import Grant
from portal.kernel.publishing.services import release
from portal.kernel.search import related
from portal.kernel.search.models import SearchWord
from portal.kernel.search.services import kinship
from tests.factories.people import UserFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT, Desk

NOON = RELEASED_AT + dt.timedelta(days=1)
TITLE, NUMBER = "飞船票价补贴实施细则", "云建〔2026〕907号"
BODY = "飞船票价补贴由航天处发放，补贴标准按飞船舱位确定，旅客凭票根申领。"


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def draft(desk: Desk) -> object:
    return DocumentFactory(title=TITLE, document_number=NUMBER, body=BODY)


def scheduled(desk: Desk) -> object:
    return release.schedule(thing=desk.sign(draft(desk)), planned_at=NOON, by=desk.office, at=RELEASED_AT)


def withdrawn(desk: Desk) -> object:
    return release.withdraw(thing=desk.publish(draft(desk)), reason="有误", by=desk.office, at=NOON)


def targeted(desk: Desk) -> object:
    document = DocumentFactory(title=TITLE, document_number=NUMBER, body=BODY, targeted=True)
    Grant.objects.create(subject=document, user=UserFactory())
    return desk.publish(document)


def seen(client) -> set[str]:
    """The doors through which the document shows itself."""
    doors = set()
    for typed in ("飞船", "fcpj", "feichuan", "云建〔2026〕90", "船票"):
        if client.get("/api/v1/search/suggest", {"q": typed}).json():
            doors.add("suggest")
        if "飞船" in client.get("/search/suggest/", {"q": typed}).content.decode():
            doors.add("fragment")
    for text in ("飞船票价", "飞船", TITLE, NUMBER, "飞 船", "票根"):
        answer = client.get("/api/v1/search", {"q": text}).json()
        doors |= {"hits"} if answer["hits"] or answer["total"] or answer["facets"] else set()
        doors |= {"bearers"} if answer["bearers"] else set()
    for text in ("非船票价", "飞船漂价", "feichuan", "飞船票"):
        answer = client.get("/api/v1/search", {"q": text}).json()
        doors |= {"corrections"} if any("飞船" in each for each in answer["corrections"] if each != text) else set()
    kinship.compare(at=NOON)
    if related.like_text(BODY) or related.like_text(TITLE):
        doors.add("related")
    return doors


@pytest.mark.parametrize("state", [draft, scheduled, withdrawn, targeted])
def test_it_shows_itself_nowhere(client, desk, state):
    other = desk.publish(DocumentFactory(title="火车票价补贴办法", body=BODY.replace("飞船", "火车")))
    state(desk)

    with time_machine.travel(NOON - dt.timedelta(seconds=1), tick=False):
        doors = seen(client)
        hits = client.get("/api/v1/search", {"q": "票价补贴"}).content.decode()

    assert doors - {"related", "hits", "corrections"} == set()
    assert "飞船" not in hits
    assert [found.title for found in related.like_text(BODY)] in ([], ["火车票价补贴办法"])
    assert related.like(other) == ()
    assert not SearchWord.objects.filter(word__contains="飞船").exists()


def test_the_same_doors_show_what_is_public(client, desk):
    document = desk.publish(draft(desk))
    desk.publish(DocumentFactory(title="飞船票价补贴指南", body=BODY))

    assert seen(client) == {"suggest", "fragment", "hits", "bearers", "corrections", "related"}
    assert [found.title for found in related.like(document)] == ["飞船票价补贴指南"]


def test_what_was_scheduled_shows_itself_once_its_time_has_come(client, desk):
    scheduled(desk)

    release.release_due(at=NOON)

    assert {"suggest", "fragment", "hits", "bearers"} <= seen(client)
