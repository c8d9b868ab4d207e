"""The stylesheets of every public page: many to write in, one to send.

Collecting the static files joins them in this order, so that a visitor on a slow line waits for one answer and not for
eleven. Without collected files (tests, DEBUG) a page links each of them.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = (
    "vendor/bootstrap/bootstrap-reboot.min.css",
    "vendor/bootstrap/bootstrap-grid.part.css",
    "css/tokens.css",
    "css/portal.css",
    "css/document.css",
    "css/components.css",
    "css/forms.css",
    "css/strip.css",
    "css/suggest.css",
    "css/modes.css",
)
JOINED = "css/joined.css"


class Joined(CompressedManifestStaticFilesStorage):
    """Production: named by hash, compressed as well as can be, the stylesheets joined."""

    def __init__(self, *args: Any, **options: Any) -> None:
        # Uploads are the portal's alone; these are collected by who builds and read by who serves.
        super().__init__(*args, **{"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755, **options})

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        if not options.get("dry_run"):
            joined = "\n".join(_read(*paths[name]) for name in STYLESHEETS)
            if self.exists(JOINED):
                self.delete(JOINED)
            self.save(JOINED, ContentFile(joined.encode()))
            paths = {**paths, JOINED: (self, JOINED)}
        yield from super().post_process(paths, *args, **options)


class QuicklyJoined(Joined):
    """The trial: gzip alone. Brotli saves a visitor another fifth and costs whoever collects forty times as much."""

    def create_compressor(self, **words: Any) -> Compressor:
        return Compressor(**words, use_brotli=False)


def stylesheets() -> tuple[str, ...]:
    """The addresses a page links, in their order."""
    names = (JOINED,) if isinstance(staticfiles_storage, Joined) and not settings.DEBUG else STYLESHEETS
    return tuple(staticfiles_storage.url(name) for name in names)


def _read(storage: Any, path: str) -> str:
    with storage.open(path) as file:
        text: str = file.read().decode()
        return text
