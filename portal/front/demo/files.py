"""Attachments of the trial's items: the tables of a text as CSV, whole rules as Word."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordDocument

from portal.front.demo.items import ItemSeed

WITH_TABLE = ("market", "budget", "renewal", "annual")
WITH_WORD = ("guide", "systems")


def files_of(seed: ItemSeed) -> list[SimpleUploadedFile]:
    """What a clerk would have attached; most items have nothing."""
    series = seed.key.split(":")[1]
    if series in WITH_TABLE:
        return [SimpleUploadedFile("附表.csv", _csv(seed.body), content_type="text/csv")]
    if series in WITH_WORD:
        return [SimpleUploadedFile(f"{seed.title}.docx", _word(seed))]
    return []


def _csv(body: str) -> bytes:
    rows = [line.strip("| ").replace(" | ", ",") for line in body.splitlines() if line.startswith("|")]
    lines = [row for row in rows if set(row) - set("-|")]
    # With a byte-order mark, so that spreadsheets read the Chinese.
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _word(seed: ItemSeed) -> bytes:
    document = WordDocument()
    document.add_heading(seed.title, level=1)
    for paragraph in seed.body.split("\n\n"):
        document.add_paragraph(paragraph.lstrip("# "))
    out = BytesIO()
    document.save(out)
    return out.getvalue()
