"""Rows without files and files without rows."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from portal.kernel.attachments.models import Attachment

CHUNK = 1024 * 1024
SETTLED = timedelta(hours=1)


@dataclass(slots=True)
class Findings:
    """What a walk through both sides found."""

    checked: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[Path] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.missing or self.damaged or self.orphans)


def examine(*, hashes: bool, at: datetime) -> Findings:
    """Every row has its file (with ``hashes``: the right one), every file below the attachments has its row.

    A file of the last hour may belong to a row that is not committed yet and is no orphan.
    """
    findings = Findings()
    known: set[str] = set()
    for attachment in Attachment.objects.order_by("pk").iterator(chunk_size=500):
        findings.checked += 1
        name = str(attachment.file.name)
        known.add(name)
        if not attachment.file.storage.exists(name):
            findings.missing.append(f"{attachment.pk} {attachment.name}")
        elif hashes and _sha256(attachment) != attachment.sha256:
            findings.damaged.append(f"{attachment.pk} {attachment.name}")
    youngest = (at - SETTLED).timestamp()
    findings.orphans = [path for name, path in _files() if name not in known and path.stat().st_mtime < youngest]
    return findings


def _files() -> Iterator[tuple[str, Path]]:
    storage = Attachment._meta.get_field("file").storage
    if not isinstance(storage, FileSystemStorage):
        return
    root = Path(storage.location)
    for path in sorted((root / "attachments").rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path


def _sha256(attachment: Attachment) -> str:
    digest = hashlib.sha256()
    with attachment.file.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
