"""It takes what is what it says it is, and nothing half."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.names import clean_name
from portal.kernel.attachments.services import Refused, inspect, remove, store
from portal.kernel.attachments.storage import AtomicStorage
from tests.factories.attachments import PDF, UPLOADED_AT, archive, attached, upload
from tests.factories.policies import DocumentFactory

DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
OFD = archive("OFD.xml", "Doc_0/Document.xml")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("通知.pdf", PDF, "application/pdf"),
        ("通知.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("名单.XLSX", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("公文.ofd", OFD, "application/ofd"),
        ("图.png", PNG, "image/png"),
        ("说明.txt", "一、总则".encode(), "text/plain"),
        ("旧文.txt", "一、总则".encode("gb18030"), "text/plain"),
        ("包.zip", archive("a.txt"), "application/zip"),
    ],
)
def test_it_knows_what_a_file_is(name, content, media_type):
    assert inspect(upload(name, content)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.pdf", b"", "空文件"),
        ("其实是图.pdf", PNG, "与扩展名“.pdf”不符"),
        ("其实是文字.docx", b"hello", "与扩展名“.docx”不符"),
        ("其实是版式.docx", OFD, "与扩展名“.docx”不符"),
        ("其实是表.docx", XLSX, "与扩展名“.docx”不符"),
        ("程序.pdf", b"MZ\x90\x00" + b"\x00" * 60, "可执行文件"),
        ("脚本.txt", b"#!/bin/sh\nrm -rf /", "可执行文件"),
        ("页.html", b"<html></html>", "不接受扩展名为“.html”"),
        ("图.svg", b"<svg/>", "不接受扩展名为“.svg”"),
        ("没有扩展名", PDF, "缺少扩展名"),
        ("坏包.docx", b"PK\x03\x04broken", "与扩展名“.docx”不符"),
    ],
)
def test_it_refuses_with_a_sentence(name, content, said):
    with pytest.raises(Refused, match=said):
        inspect(upload(name, content))


def test_it_refuses_a_hundred_mebibytes_without_reading_them(settings):
    settings.ATTACHMENT_MAX_BYTES = 50 * 1024 * 1024
    big = SimpleUploadedFile("大.pdf", PDF)
    big.size = 100 * 1024 * 1024

    with pytest.raises(Refused, match=r"大小为 100.0 MB，超过 50 MB 的上限"):
        inspect(big)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/通知.pdf", "通知.pdf"),
        ("C:\\文件\\通知.pdf", "通知.pdf"),
        ("通\x00知\x1f.pdf", "通知.pdf"),
        ("通知\u202efdp.exe", "通知fdp.exe"),
        ("  .hidden ", "hidden"),
        ("甲" * 200 + ".pdf", "甲" * 116 + ".pdf"),
        ('a<b>:"c|?*.pdf', "abc.pdf"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert clean_name(given) == kept


@pytest.mark.django_db
def test_it_keeps_hash_size_and_name_and_stays_private():
    document = DocumentFactory()

    file = attached(document)

    assert file.sha256 == "cfa3181c1ee36e8bce5e39f84959f4558ea7ba32c0e4539a8ab3c8ce8c716ec6"
    assert (file.size, file.name, file.public_from) == (len(PDF), "通知.pdf", None)
    assert file.file.read() == PDF


@pytest.mark.django_db
def test_a_second_file_of_the_same_name_gets_another():
    document = DocumentFactory()

    names = [attached(document).name for _ in range(3)]

    assert names == ["通知.pdf", "通知（2）.pdf", "通知（3）.pdf"]


@pytest.mark.django_db
def test_when_the_row_cannot_be_written_no_file_stays(monkeypatch):
    from portal.kernel.attachments.services import storing

    document = DocumentFactory()
    deleted = []
    monkeypatch.setattr(storing.audit, "record", _break)
    monkeypatch.setattr("django.db.models.fields.files.FieldFile.delete", lambda self, save: deleted.append(self.name))

    with pytest.raises(RuntimeError):
        store(upload=upload(), subject=document, by=None, at=UPLOADED_AT)

    assert len(deleted) == 1
    assert not Attachment.objects.exists()


def _break(**_):
    raise RuntimeError("broken")


@pytest.mark.django_db
def test_a_private_file_is_removed_at_once_and_twice_is_no_harm():
    file = attached(DocumentFactory())

    remove(attachment=file, by=None, at=UPLOADED_AT)
    file = remove(attachment=file, by=None, at=UPLOADED_AT)

    assert file.removed_at == UPLOADED_AT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"size": 0}, "attachments_attachment_not_empty"),
        ({"name": ""}, "attachments_attachment_named"),
        ({"sha256": "x"}, "attachments_attachment_hash_shape"),
    ],
)
def test_the_database_holds_it_too(fields, name):
    file = attached(DocumentFactory())

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Attachment.objects.filter(pk=file.pk).update(**fields)


def test_files_are_written_whole_or_not_at_all(tmp_path):
    storage = AtomicStorage(location=tmp_path)

    storage.save("attachments/aa/whole", io.BytesIO(b"whole"))
    with pytest.raises(OSError, match="full"):
        storage.save("attachments/aa/stump", _Breaking())

    assert [path.name for path in (tmp_path / "attachments" / "aa").iterdir()] == ["whole"]


class _Breaking(io.BytesIO):
    name = "stump"

    def __init__(self):
        super().__init__(b"x" * 100)

    def chunks(self, chunk_size=None):
        yield b"x"
        raise OSError("disk full")
