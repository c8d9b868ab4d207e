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


def pdf(*pages: str) -> bytes:
    """A PDF with a text on each page, printed line by line in a font that every reader of PDF knows."""
    first = 5
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    ]
    for n, text in enumerate(pages):
        lines = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td " for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 72 720 Td {lines}ET" if text else ""
        fonts = "<</Font<</F1 3 0 R>>>>"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{fonts}/Contents {first + 2 * n + 1} 0 R>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    size = len(objects) + 1
    body += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    )
    return body.encode()


def archive(*names: str) -> bytes:
    """A ZIP whose members are what tells docx, xlsx and OFD apart."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return buffer.getvalue()


def attached(subject: Any, name: str = "通知.pdf", content: bytes = PDF, **kwargs: Any) -> Attachment:
    return store(upload=upload(name, content), subject=subject, by=kwargs.get("by"), at=kwargs.get("at", UPLOADED_AT))
