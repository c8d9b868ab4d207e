"""Files written so that a crash or a full disk leaves either the whole file or none."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage, default_storage


class AtomicStorage(FileSystemStorage):
    """Temporary name → fsync → rename → fsync of the directory."""

    @staticmethod
    def configured() -> Storage:
        """Tests keep files in memory; everything else writes below MEDIA_ROOT."""
        if settings.STORAGES["default"]["BACKEND"].endswith("InMemoryStorage"):
            return _memory()
        return AtomicStorage()

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as out:
                content.seek(0)
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            Path(temporary).chmod(self.file_permissions_mode or 0o640)
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
        _sync_directory(target.parent)
        return name


def _memory() -> Storage:
    return default_storage if isinstance(default_storage, InMemoryStorage) else InMemoryStorage()


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
