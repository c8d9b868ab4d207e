"""It reads files once, in the worker, and a broken one does not come back for ever."""

import datetime as dt
import io
import os
import time

import docx
import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command

from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.services import extraction, remove
from portal.kernel.search.models import SearchEntry
from tests.factories.attachments import UPLOADED_AT, archive, attached, pdf
from tests.factories.policies import DocumentFactory

pytestmark = pytest.mark.django_db


def word_file(text):
    made, buffer = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(buffer)
    return buffer.getvalue()


def test_it_reads_word_and_text_and_is_done(desk):
    document = DocumentFactory()
    word = attached(document, "办法.docx", word_file("物业管理办法"))
    text = attached(document, "说明.txt", "旧编码".encode("gb18030"))

    assert extraction.extract_pending() == 2
    assert extraction.extract_pending() == 0

    word.refresh_from_db()
    text.refresh_from_db()
    assert (word.text, word.text_state) == ("物业管理办法", "done")
    assert text.text == "旧编码"


def test_a_broken_file_is_marked_and_left_alone():
    file = attached(DocumentFactory(), "坏.docx", archive("[Content_Types].xml", "word/document.xml"))

    extraction.extract_pending()

    file.refresh_from_db()
    assert file.text_state == "failed"
    assert extraction.extract_pending() == 0


def test_an_archive_that_unpacks_to_too_much_is_not_read(monkeypatch):
    monkeypatch.setattr(extraction, "MAX_UNPACKED_BYTES", 10)
    file = attached(DocumentFactory(), "大.docx", word_file("物业"))

    extraction.extract_pending()

    file.refresh_from_db()
    assert file.text_state == "failed"


class WorkerKilled(BaseException):
    """What no handler of errors stops."""


def reading_ends_in(outcome, monkeypatch, name="txt"):
    def reader(file):
        raise outcome

    monkeypatch.setitem(extraction.READERS, name, reader)


def test_a_file_that_kills_the_worker_stops_no_other_and_is_given_up(monkeypatch):
    deadly = attached(DocumentFactory(), "慢.txt", b"x")
    harmless = attached(DocumentFactory(), "好.docx", word_file("物业"), at=UPLOADED_AT + dt.timedelta(days=1))
    reading_ends_in(WorkerKilled(), monkeypatch)

    with pytest.raises(WorkerKilled):
        extraction.extract_pending()
    with pytest.raises(WorkerKilled):
        extraction.extract_pending()
    harmless.refresh_from_db()
    assert harmless.text_state == "done"
    with pytest.raises(WorkerKilled):
        extraction.extract_pending()
    assert extraction.extract_pending() == 1

    deadly.refresh_from_db()
    assert (deadly.text, deadly.text_state) == ("", "failed")
    assert extraction.extract_pending() == 0


def test_a_file_that_takes_longer_than_a_task_may_is_marked(monkeypatch):
    file = attached(DocumentFactory(), "慢.txt", b"x")
    reading_ends_in(SoftTimeLimitExceeded(), monkeypatch)

    assert extraction.extract_pending() == 1

    file.refresh_from_db()
    assert file.text_state == "failed"


def test_a_file_the_storage_does_not_give_is_left_to_the_next_runs(monkeypatch):
    away = attached(DocumentFactory(), "远.txt", b"x")
    there = attached(DocumentFactory(), "近.txt", b"x", at=UPLOADED_AT + dt.timedelta(days=1))
    place = away.file.name
    away.file.storage.delete(place)

    assert extraction.extract_pending() == 1

    away.refresh_from_db()
    there.refresh_from_db()
    assert (away.text_state, there.text_state) == ("pending", "done")
    away.file.storage.save(place, ContentFile("回来".encode()))
    assert extraction.extract_pending() == 1
    away.refresh_from_db()
    assert away.text == "回来"


def test_a_storage_that_is_away_is_held_against_no_file(monkeypatch):
    file = attached(DocumentFactory(), "附件.txt", "物业".encode())

    def away(*args, **kwargs):
        raise OSError("stale file handle")

    with monkeypatch.context() as outage:
        outage.setattr(InMemoryStorage, "_open", away)
        assert [extraction.extract_pending() for _run in range(5)] == [0] * 5

    assert extraction.extract_pending() == 1
    file.refresh_from_db()
    assert (file.text, file.text_state) == ("物业", "done")


def test_no_file_is_begun_when_the_run_has_taken_its_time(monkeypatch):
    for name in ("甲.txt", "乙.txt"):
        attached(DocumentFactory(), name, name.encode())
    monkeypatch.setattr(extraction, "RUN_SECONDS", 0.05)
    monkeypatch.setitem(extraction.READERS, "txt", lambda file: time.sleep(0.1) or "物业")

    assert [extraction.extract_pending() for _run in range(3)] == [1, 1, 0]


def test_a_file_that_is_removed_while_it_is_read_gets_no_text(monkeypatch):
    file = attached(DocumentFactory(), "附件.txt", b"x")

    def reader(content):
        remove(attachment=file, by=None, at=UPLOADED_AT)
        return "物业"

    monkeypatch.setitem(extraction.READERS, "txt", reader)

    assert extraction.extract_pending() == 0

    file.refresh_from_db()
    assert (file.text, file.text_state) == ("", "pending")


def test_the_search_learns_the_words_of_a_public_file(desk):
    document = DocumentFactory()
    attached(document, "附件.txt", "电梯加装补贴".encode())
    desk.publish(document)

    extraction.extract_pending()

    assert SearchEntry.objects.get(kind="attachments.attachment").text.body == "电梯加装补贴"


def test_the_pages_of_a_file_stay_apart_and_blank_ones_count():
    several = attached(DocumentFactory(), "多页.pdf", pdf("", "elevator", "subsidy"))
    blank = attached(DocumentFactory(), "空白.pdf", pdf("", ""))

    extraction.extract_pending()

    several.refresh_from_db()
    blank.refresh_from_db()
    assert several.text == "\felevator\fsubsidy"
    assert (blank.text, blank.text_state) == ("", "empty")


def test_fsck_finds_what_is_missing_and_damaged(capsys):
    whole, missing, damaged = (attached(DocumentFactory()) for _ in range(3))
    missing.file.storage.delete(missing.file.name)
    Attachment.objects.filter(pk=damaged.pk).update(sha256="0" * 64)

    with pytest.raises(CommandError):
        call_command("media_fsck", "--hashes")

    said = capsys.readouterr().out
    assert f"缺失：{missing.pk}" in said
    assert f"损坏：{damaged.pk}" in said
    assert str(whole.pk) not in said


def test_fsck_finds_files_without_rows(tmp_path, monkeypatch, capsys):
    from portal.kernel.attachments.storage import AtomicStorage

    storage = AtomicStorage(location=tmp_path)
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", storage)
    storage.save("attachments/aa/orphan", io.BytesIO(b"x"))

    call_command("media_fsck")  # just written: its row may not be committed yet
    os.utime(tmp_path / "attachments" / "aa" / "orphan", (0, 0))
    with pytest.raises(CommandError):
        call_command("media_fsck")
    assert "无主：" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("media_fsck")
    call_command("media_fsck", "--delete-orphans")
    call_command("media_fsck")
