"""A run over a folder: every file gets its outcome, a bad one never stops the rest, an interrupted run is resumed."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from portal.front.importing import readers
from portal.front.importing.source import NotForThePublic, Unreadable
from portal.front.importing.targets import Placement, Target
from portal.front.importing.understanding import VERSION, understand, version_order
from portal.front.models import ImportOutcome, ImportRun
from portal.kernel.publishing.services.release import NotReady

Kind = ImportOutcome.Kind
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    key: str
    kind: str
    reason: str = ""
    object_id: int | None = None
    file_hash: str = ""


def files_of(folder: Path) -> list[str]:
    """Every file below the folder as its relative path, older versions of a text first."""
    keys = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return sorted(keys, key=version_order)


def begin(*, folder: Path, target: str, publish: bool, place: Placement) -> tuple[ImportRun, dict[str, str]]:
    """The interrupted run over this folder with the hashes of what it already dealt with, or a new run."""
    where = str(folder.resolve())
    run = ImportRun.objects.filter(folder=where, target=target, publish=publish, finished_at=None).last()
    if run is None:
        run = ImportRun.objects.create(
            folder=where, target=target, publish=publish, started_at=place.at, started_by=place.by
        )
    done = run.outcomes.exclude(kind=Kind.FAILED).values_list("source_key", "file_hash")
    return run, dict(done)


def finish(run: ImportRun, *, at: datetime) -> None:
    run.finished_at = at
    run.save(update_fields=["finished_at"])


def carry_out(
    *, folder: Path, keys: list[str], target: Target, place: Placement, run: ImportRun | None, done: dict[str, str]
) -> Iterator[Outcome]:
    """Takes in file after file, each in its own transaction; without a run (a rehearsal) nothing stays written."""
    for key in keys:
        try:
            content = _content(folder, key)
        except (OSError, _NotADocument) as problem:
            outcome = Outcome(key, Kind.SKIPPED if isinstance(problem, _NotADocument) else Kind.FAILED, str(problem))
        else:
            digest = hashlib.sha256(f"{VERSION}:".encode() + content).hexdigest()
            if done.get(key) == digest:
                yield Outcome(key, Kind.UNCHANGED, "本批次中断前已处理", file_hash=digest)
                continue
            outcome = _take_in(key, content, digest, target, place, run)
        if outcome.kind in (Kind.SKIPPED, Kind.FAILED) and run is not None:
            _record(run, outcome)
        yield outcome


class _NotADocument(Exception):
    """Not a kind of file that is imported."""


def _content(folder: Path, key: str) -> bytes:
    path = folder / key
    if path.is_symlink():
        raise _NotADocument("符号链接不导入")
    if any(part.startswith(".") for part in Path(key).parts):
        raise _NotADocument("隐藏文件不导入")
    if not readers.is_supported(key):
        raise _NotADocument(f"不支持的文件类型：{path.suffix or '无扩展名'}")
    return path.read_bytes()


def _take_in(key: str, content: bytes, digest: str, target: Target, place: Placement, run: ImportRun | None) -> Outcome:
    try:
        document = understand(key, readers.read(key, content))
        with transaction.atomic():
            took = target(document, place)
            reason = "；".join(filter(None, (took.reason, *document.remarks)))
            outcome = Outcome(key, took.kind, reason, took.object_id, digest)
            if run is None:
                transaction.set_rollback(True)
            elif took.kind not in (Kind.SKIPPED, Kind.FAILED):
                _record(run, outcome)
    except NotForThePublic as marked:
        return Outcome(key, Kind.SKIPPED, str(marked), file_hash=digest)
    except Unreadable as problem:
        return Outcome(key, Kind.FAILED, str(problem), file_hash=digest)
    except NotReady as problem:
        return Outcome(key, Kind.FAILED, "；".join(problem.failures), file_hash=digest)
    except ValidationError as problem:
        return Outcome(key, Kind.FAILED, "；".join(problem.messages), file_hash=digest)
    except DatabaseError as problem:
        logger.exception("import.refused_by_database key=%s", key)
        return Outcome(key, Kind.FAILED, f"数据库拒绝保存：{str(problem).splitlines()[0]}", file_hash=digest)
    except Exception as problem:
        logger.exception("import.failed key=%s", key)
        return Outcome(key, Kind.FAILED, f"处理时出错（{type(problem).__name__}）：{problem}", file_hash=digest)
    return outcome


def _record(run: ImportRun, outcome: Outcome) -> None:
    ImportOutcome.objects.update_or_create(
        run=run,
        source_key=outcome.key,
        defaults={
            "kind": outcome.kind,
            "reason": outcome.reason[:1000],
            "object_id": outcome.object_id,
            "file_hash": outcome.file_hash,
        },
    )
