"""A file that takes its time keeps nobody waiting: it is read while nothing is locked."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection

from portal.kernel.attachments.services import extraction
from portal.kernel.publishing.services import release
from tests.factories.attachments import attached
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT, Desk

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def settings_of_the_session(**settings):
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute(f"SET {name} = '{value}'")
    yield
    connection.close()


@contextmanager
def a_worker_reading(monkeypatch, text):
    """A worker that is in the middle of a file until the block ends."""
    begun, go_on = threading.Event(), threading.Event()
    outcomes = []

    def reader(file):
        begun.set()
        assert go_on.wait(20)
        return text

    def work():
        try:
            outcomes.append(extraction.extract_pending())
        finally:
            connection.close()

    monkeypatch.setitem(extraction.READERS, "txt", reader)
    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(20)
    try:
        yield outcomes
    finally:
        go_on.set()
        worker.join()


def test_reading_outlasts_the_patience_with_idle_transactions(monkeypatch):
    slow = attached(DocumentFactory(), "慢.txt", b"x")
    monkeypatch.setitem(extraction.READERS, "txt", lambda file: threading.Event().wait(0.6) or "物业")

    with settings_of_the_session(idle_in_transaction_session_timeout="200ms"):
        assert extraction.extract_pending() == 1

    slow.refresh_from_db()
    assert (slow.text, slow.text_state) == ("物业", "done")


def test_a_document_goes_out_while_its_file_is_read(monkeypatch):
    desk = Desk()
    document = DocumentFactory()
    file = attached(document, "附件.txt", b"x")
    desk.sign(document)

    with (
        a_worker_reading(monkeypatch, "物业") as outcomes,
        settings_of_the_session(lock_timeout="500ms"),
    ):
        release.release(thing=document, by=desk.office, at=RELEASED_AT)

    file.refresh_from_db()
    assert outcomes == [1]
    assert (file.text, file.public_from) == ("物业", RELEASED_AT)


def test_two_workers_never_read_the_same_file_at_once(monkeypatch):
    file = attached(DocumentFactory(), "附件.txt", b"x")

    with a_worker_reading(monkeypatch, "物业") as outcomes:
        assert extraction.extract_pending() == 0

    file.refresh_from_db()
    assert outcomes == [1]
    assert (file.text, file.text_tries) == ("物业", 1)
