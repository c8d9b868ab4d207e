"""One stylesheet for a page from many files: in their order, under their hash, compressed, readable by the server."""

import gzip
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command

from portal.kernel.ui.static_files import JOINED, STYLESHEETS, stylesheets

STATIC = Path(settings.BASE_DIR) / "static"
COLLECTED = {"BACKEND": "portal.kernel.ui.static_files.QuicklyJoined"}


@pytest.fixture
def collected(settings, tmp_path: Path) -> Path:
    """Our own files, collected as in the trial."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": COLLECTED}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_a_page_links_one_stylesheet_of_what_is_collected(collected: Path) -> None:
    (address,) = stylesheets()

    sent = collected / address.removeprefix(settings.STATIC_URL)
    assert sent.read_text(encoding="utf-8") == "\n".join((STATIC / name).read_text("utf-8") for name in STYLESHEETS)
    assert sent.name == Path(storages["staticfiles"].stored_name(JOINED)).name != Path(JOINED).name
    assert gzip.decompress(sent.with_name(f"{sent.name}.gz").read_bytes()) == sent.read_bytes()
    assert stat.S_IMODE(sent.stat().st_mode) == 0o644


def test_collecting_again_takes_the_stylesheets_of_today(collected: Path) -> None:
    before = stylesheets()

    call_command("collectstatic", interactive=False, verbosity=0)

    assert stylesheets() == before
    assert len(list(collected.glob("css/joined*.css"))) == 2


def test_without_collected_files_a_page_links_each_of_them() -> None:
    assert stylesheets() == tuple(f"{settings.STATIC_URL}{name}" for name in STYLESHEETS)
