import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from portal.kernel.search import sources
from portal.kernel.search.services import beside, indexing, kinship, words
from portal.kernel.ui.moment import now

_COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
# Comparing takes some milliseconds each; of more than this the worker does the rest, 200 a minute.
_COMPARED_AT_ONCE = 10_000
_STAGES = {"fill": "写入新索引", "index": "建立词位索引", "replace": "替换旧索引", "done": "完成"}


class Command(BaseCommand):
    help = (
        "Brings the search index to what is public now. Unchanged rows are skipped; safe to interrupt and repeat. "
        "For very many rows --beside makes a new index by several processes and exchanges it for the old one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", action="append", default=[], help="only this kind; may be given several times")
        parser.add_argument("--force", action="store_true", help="write every row, changed or not")
        parser.add_argument("--batch", type=int, default=indexing.BATCH)
        parser.add_argument("--beside", action="store_true", help="make all rows anew beside the living index")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes of --beside")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = [kind for kind in options["kind"] if not sources.is_known(kind)]
        if unknown:
            known = "、".join(source.kind for source in sources.all_sources())
            raise CommandError(f"没有登记这样的类型：{'、'.join(unknown)}。可用的类型：{known}")
        quiet = options["verbosity"] == 0
        if options["beside"]:
            if options["kind"]:
                raise CommandError("--beside 重建全部类型，不能与 --kind 同用。")
            self._beside(max(1, options["workers"]), quiet=quiet)
        else:
            self._in_place(options, quiet=quiet)

    def _beside(self, workers: int, *, quiet: bool) -> None:
        # The bar draws only when told: no thread may be running when the processes part.
        with Progress(*_COLUMNS, disable=quiet, auto_refresh=False) as bar:
            task = bar.add_task(_STAGES["fill"])
            try:
                for stage in beside.build(clock=now, workers=workers):
                    bar.update(task, description=_STAGES[stage.name], completed=stage.done, total=stage.total or None)
                    bar.refresh()
            except beside.WorkerFailed as failed:
                raise CommandError(str(failed)) from failed
        self.stdout.write(f"新索引已启用：{stage.total} 条")
        self._words_and_kinship(quiet=quiet)

    def _words_and_kinship(self, *, quiet: bool) -> None:
        """The build writes rows only: suggestions, corrections and related things follow here, not in the night."""
        _lift_the_limit()
        with Progress(*_COLUMNS, disable=quiet) as bar:
            bar.add_task("统计提示词", total=None)
            known = words.recount()
            kinship.note_missing()
            waiting = kinship.waiting()
            at_once = min(waiting, _COMPARED_AT_ONCE)
            task = bar.add_task("比较相关内容", total=at_once)
            compared = 0
            while compared < at_once:
                compared += kinship.compare(at=now(), limit=min(200, at_once - compared))
                bar.update(task, completed=compared)
        left = f"，其余 {waiting - compared} 条由后台任务继续比较" if waiting > compared else ""
        self.stdout.write(f"提示词 {known} 个，相关内容比较 {compared} 条{left}")

    def _in_place(self, options: dict[str, Any], *, quiet: bool) -> None:
        _lift_the_limit()
        total = indexing.count_public(at=now(), kinds=options["kind"])
        latest: dict[str, indexing.Progress] = {}
        with Progress(*_COLUMNS, disable=quiet) as bar:
            task = bar.add_task("重建检索", total=total)
            for progress in indexing.rebuild(
                clock=now, kinds=options["kind"], force=options["force"], batch=max(1, options["batch"])
            ):
                latest[progress.kind] = progress
                bar.update(task, completed=sum(part.seen for part in latest.values()))
        for kind, part in latest.items():
            label = sources.label_of(kind) if kind else "已取消登记的类型"
            self.stdout.write(f"{label}：查看 {part.seen}，写入 {part.written}，移除 {part.removed}")


def _lift_the_limit() -> None:
    """That of web requests on a statement, for the connection there is: a build parts with the one before it."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
