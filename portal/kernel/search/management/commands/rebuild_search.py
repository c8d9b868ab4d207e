from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from portal.kernel.search import sources
from portal.kernel.search.services import indexing
from portal.kernel.ui.moment import now


class Command(BaseCommand):
    help = "Brings the search index to what is public now. Unchanged rows are skipped; safe to interrupt and repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", action="append", default=[], help="only this kind; may be given several times")
        parser.add_argument("--force", action="store_true", help="write every row, changed or not")
        parser.add_argument("--batch", type=int, default=indexing.BATCH)

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = [kind for kind in options["kind"] if not sources.is_known(kind)]
        if unknown:
            known = "、".join(source.kind for source in sources.all_sources())
            raise CommandError(f"没有登记这样的类型：{'、'.join(unknown)}。可用的类型：{known}")
        at = now()
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        total = indexing.count_public(at=at, kinds=options["kind"])
        latest: dict[str, indexing.Progress] = {}
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, disable=options["verbosity"] == 0) as bar:
            task = bar.add_task("重建检索", total=total)
            for progress in indexing.rebuild(
                at=at, kinds=options["kind"], force=options["force"], batch=max(1, options["batch"])
            ):
                latest[progress.kind] = progress
                bar.update(task, completed=sum(part.seen for part in latest.values()))
        for kind, part in latest.items():
            label = sources.label_of(kind) if kind else "已取消登记的类型"
            self.stdout.write(f"{label}：查看 {part.seen}，写入 {part.written}，移除 {part.removed}")
