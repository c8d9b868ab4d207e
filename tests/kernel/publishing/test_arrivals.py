"""A file that is read while its subject is withdrawn is found by nobody afterwards, whoever comes first."""

import datetime as dt
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.services import extraction
from portal.kernel.publishing.services import release
from portal.kernel.search import lexemes, selectors
from portal.kernel.search.services import indexing, words
from tests.factories.attachments import attached
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT, Desk

pytestmark = pytest.mark.django_db(transaction=True)
LATER = RELEASED_AT + dt.timedelta(days=1)


def found():
    return [hit.title for hit in selectors.search(text="电梯加装补贴").hits]


def withdraw(thing, desk):
    release.withdraw(thing=thing, reason="内容有误", by=desk.office, at=LATER)


def document_with_a_file():
    """A public document whose file nobody has read, and what the file belongs to: itself."""
    document = DocumentFactory()
    attached(document, "补贴标准.txt", "电梯加装补贴标准".encode())
    release.import_published(thing=document, by=None, at=RELEASED_AT, source="测试")
    return document


def document_with_a_file_in_its_interpretation():
    document = DocumentFactory(published=True)
    interpretation = InterpretationFactory(document=document)
    attached(interpretation, "补贴标准.txt", "电梯加装补贴标准".encode())
    release.import_published(thing=interpretation, by=None, at=RELEASED_AT, source="测试")
    return document


both = pytest.mark.parametrize("made", [document_with_a_file, document_with_a_file_in_its_interpretation])


class Worker(threading.Thread):
    """Reads what waits; stops where it is told to until it may go on."""

    def __init__(self):
        super().__init__()
        self.there, self.may_go_on = threading.Event(), threading.Event()

    def stops_at(self, module, name, monkeypatch):
        real = getattr(module, name)

        def stopping(*args, **kwargs):
            if threading.current_thread() is self:
                self.there.set()
                assert self.may_go_on.wait(20)
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, stopping)

    def run(self):
        try:
            extraction.extract_pending()
        finally:
            connection.close()

    @contextmanager
    def stopped(self):
        self.start()
        try:
            assert self.there.wait(20)
            yield
        finally:
            self.may_go_on.set()
            self.join()


def someone_waits_for_a_turn():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return cursor.fetchone()[0] > 0


def wait_until(happened):
    until = time.monotonic() + 20
    while not happened() and time.monotonic() < until:
        time.sleep(0.02)


@both
def test_a_withdrawal_waits_for_no_words_and_is_seen_when_they_are_ready(made, monkeypatch):
    desk, document, worker = Desk(), made(), Worker()
    worker.stops_at(lexemes, "document_vector", monkeypatch)

    with worker.stopped():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '500ms'")
        withdraw(document, desk)
    connection.close()

    assert Attachment.objects.get().text == "电梯加装补贴标准"
    assert found() == []


@both
def test_a_file_that_arrives_during_a_withdrawal_waits_for_it(made):
    desk, document, worker = Desk(), made(), Worker()

    with transaction.atomic():
        withdraw(document, desk)
        worker.start()
        wait_until(lambda: someone_waits_for_a_turn() or not worker.is_alive())
    worker.join()

    assert Attachment.objects.get().text == "电梯加装补贴标准"
    assert found() == []


@both
def test_a_withdrawal_during_an_arrival_waits_for_it(made, monkeypatch):
    desk, document, worker = Desk(), made(), Worker()
    # One of the last things before it is committed.
    worker.stops_at(words, "learn", monkeypatch)

    def clerk():
        try:
            withdraw(document, desk)
        finally:
            connection.close()

    withdrawing = threading.Thread(target=clerk)
    with worker.stopped():
        withdrawing.start()
        wait_until(lambda: someone_waits_for_a_turn() or not withdrawing.is_alive())
    withdrawing.join()

    document.refresh_from_db()
    assert document.state == "withdrawn"
    assert found() == []


def test_a_file_whose_turn_does_not_come_at_once_is_tried_again(monkeypatch):
    document_with_a_file()
    real, turns = indexing.settle, iter([True])

    def busy_once(*args, **kwargs):
        if next(turns, False):
            raise OperationalError("canceling statement due to lock timeout")
        return real(*args, **kwargs)

    monkeypatch.setattr(indexing, "settle", busy_once)

    assert extraction.extract_pending() == 1

    assert found() == ["附件《补贴标准》"]
