"""A backup that was never restored is a hope; these are restored."""

import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from portal.front.safekeeping import CannotKeep, back_up, restore
from tests.factories.people import DepartmentFactory

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "media" / "2026"
    folder.mkdir(parents=True)
    (folder / "附件.txt").write_text("内容")
    return tmp_path / "media"


@pytest.fixture
def spare() -> Iterator[str]:
    """The name of a database that is dropped afterwards."""
    name = f"{connection.settings_dict['NAME']}_rehearsal"
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


def departments_in(database: str) -> list[str]:
    known = connection.settings_dict
    other = psycopg2.connect(
        dbname=database, host=known["HOST"], port=known["PORT"], user=known["USER"], password=known["PASSWORD"]
    )
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT name FROM people_department ORDER BY name")
            return [row[0] for row in cursor.fetchall()]
    finally:
        other.close()


def test_a_backup_can_be_rehearsed_in_a_spare_database(media: Path, spare: str, tmp_path: Path):
    DepartmentFactory(name="政策法规科")
    back_up(target=tmp_path / "backup.tar", at=AT)

    contents = restore(source=tmp_path / "backup.tar", into=spare)

    assert "政策法规科" in departments_in(spare)
    assert contents.made_at == "2026-03-02T09:00:00+00:00"


def test_an_existing_database_is_never_rehearsed_into(media: Path, tmp_path: Path):
    back_up(target=tmp_path / "backup.tar", at=AT)

    with pytest.raises(CannotKeep, match="已存在"):
        restore(source=tmp_path / "backup.tar", into="postgres")


def test_a_restore_brings_rows_and_files_back(media: Path, tmp_path: Path):
    kept = DepartmentFactory(name="政策法规科")
    back_up(target=tmp_path / "backup.tar", at=AT)
    type(kept).objects.all().delete()
    (media / "2026" / "附件.txt").unlink()
    connection.close()

    restore(source=tmp_path / "backup.tar")

    assert type(kept).objects.filter(name="政策法规科").exists()
    assert (media / "2026" / "附件.txt").read_text() == "内容"


def test_the_archive_is_for_its_owner_only(media: Path, tmp_path: Path):
    back_up(target=tmp_path / "backup.tar", at=AT)

    assert (tmp_path / "backup.tar").stat().st_mode & 0o077 == 0


def test_a_database_with_content_is_not_overwritten_by_accident(media: Path, tmp_path: Path):
    call_command("backup", file=tmp_path / "backup.tar")

    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(tmp_path / "backup.tar"))


def test_a_torn_archive_is_refused_and_changes_nothing(media: Path, tmp_path: Path):
    DepartmentFactory(name="政策法规科")
    whole = tmp_path / "backup.tar"
    back_up(target=whole, at=AT)
    torn = tmp_path / "torn.tar"
    torn.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    with pytest.raises(CannotKeep):
        restore(source=torn)

    assert departments_in(connection.settings_dict["NAME"]) == ["政策法规科"]


def test_a_path_out_of_the_media_folder_is_refused(media: Path, tmp_path: Path):
    (media / "inside").touch()
    back_up(target=tmp_path / "backup.tar", at=AT)
    with tarfile.open(tmp_path / "backup.tar", "a") as archive:
        archive.add(media / "inside", "media/../../escaped")

    with pytest.raises(CannotKeep, match="越出"):
        restore(source=tmp_path / "backup.tar")

    assert not (tmp_path.parent / "escaped").exists()
    assert not (tmp_path / "escaped").exists()


def test_a_strange_archive_is_refused(tmp_path: Path):
    with tarfile.open(tmp_path / "other.tar", "w") as archive:
        (tmp_path / "letter.txt").touch()
        archive.add(tmp_path / "letter.txt", "letter.txt")

    with pytest.raises(CannotKeep, match="不是本系统的备份"):
        restore(source=tmp_path / "other.tar")


def test_a_folder_that_cannot_be_written_leaves_no_half_archive(media: Path, tmp_path: Path):
    (tmp_path / "file").touch()

    with pytest.raises(CannotKeep, match="无法写入"):
        back_up(target=tmp_path / "file" / "backup.tar", at=AT)
