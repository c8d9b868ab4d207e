"""Files as people send them."""

import datetime as dt
import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.services import store

UPLOADED_AT = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(name: str = "通知.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(*names: str) -> bytes:
    """A ZIP whose members are what tells docx, xlsx and OFD apart."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return buffer.getvalue()


def attached(subject: Any, name: str = "通知.pdf", content: bytes = PDF, **kwargs: Any) -> Attachment:
    return store(upload=upload(name, content), subject=subject, by=kwargs.get("by"), at=kwargs.get("at", UPLOADED_AT))
