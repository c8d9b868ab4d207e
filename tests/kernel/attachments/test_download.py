"""It hands out a file only after the check; hidden looks like absent."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from portal.kernel.publishing.models import Grant
from portal.kernel.publishing.services import release
from tests.factories.attachments import PDF, attached
from tests.factories.people import StaffFactory, UserFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
AFTER = RELEASED_AT + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def desk():
    from tests.factories.publishing import Desk

    return Desk()


def test_a_public_file_comes_with_headers_that_let_nothing_run(client, desk):
    document = DocumentFactory()
    file = attached(document, name="住房 通知.pdf")
    desk.publish(document)

    response = client.get(file.get_absolute_url())

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"]
        == "attachment; filename=\"attachment.pdf\"; filename*=UTF-8''%E4%BD%8F%E6%88%BF%20%E9%80%9A%E7%9F%A5.pdf"
    )
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_hidden_file_answers_like_one_that_never_was(client):
    file = attached(DocumentFactory())
    absent = reverse("attachments:download", args=[uuid.UUID(int=7), file.name])

    hidden, missing = client.get(file.get_absolute_url()), client.get(absent)

    assert hidden.status_code == missing.status_code == 404
    assert hidden.headers == missing.headers
    assert hidden.content.replace(str(file.pk).encode(), b"") == missing.content.replace(
        str(uuid.UUID(int=7)).encode(), b""
    )


def test_staff_see_the_files_of_drafts_and_the_public_does_not(client):
    file = attached(DocumentFactory())

    client.force_login(UserFactory())
    assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(StaffFactory())
    assert client.get(file.get_absolute_url()).status_code == 200


def test_a_file_of_a_revision_is_hidden_until_its_release(client, desk):
    from portal.kernel.publishing.services import drafting

    document = desk.publish(DocumentFactory())
    drafting.revise(thing=document, by=desk.clerk, at=AFTER)
    file = attached(document)

    assert client.get(file.get_absolute_url()).status_code == 404
    desk.publish(document, at=AFTER)
    assert client.get(file.get_absolute_url()).status_code == 200


def test_a_targeted_file_reaches_exactly_its_readers(client, desk):
    reader = UserFactory()
    document = DocumentFactory(targeted=True)
    Grant.objects.create(subject=document, user=reader)
    file = attached(document)
    desk.publish(document)

    assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(UserFactory())
    assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(StaffFactory())
    assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(reader)
    assert client.get(file.get_absolute_url()).status_code == 200


def test_a_withdrawn_thing_takes_its_files_along(client, desk):
    document = DocumentFactory()
    file = attached(document)
    desk.publish(document)
    release.withdraw(thing=document, reason="误", by=desk.office, at=AFTER)

    assert client.get(file.get_absolute_url()).status_code == 404


def test_an_anonymous_download_sets_no_cookie(client, desk):
    document = DocumentFactory()
    file = attached(document)
    desk.publish(document)

    assert not client.get(file.get_absolute_url()).cookies
