from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from portal.front.importing import runs
from portal.front.importing.targets import TARGETS, Placement
from portal.front.models import ImportOutcome, ImportRun
from portal.kernel.people.models import Department, User
from portal.kernel.people.services import departments
from portal.kernel.taxonomy.models import Column
from portal.kernel.ui.moment import now

_NOTICES_COLUMN = "notices"


class Command(BaseCommand):
    help = (
        "Takes in a folder of Markdown, text, HTML and Word files with their metadata. Every file gets an outcome;"
        " running it again changes nothing; an interrupted run is resumed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--as", dest="target", required=True, choices=sorted(TARGETS))
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument(
            "--publish", action="store_true", help="publish with the day of issue as the day of release"
        )
        parser.add_argument("--user", help="the account in whose name documents are taken in (default: the system)")
        parser.add_argument(
            "--department", help="code of the responsible department (default: the user's, or the organ)"
        )
        parser.add_argument("--column", default=_NOTICES_COLUMN, help="slug of the column for disclosure.item")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"没有这个文件夹：{folder}")
        place = _placement(options)
        keys = runs.files_of(folder)
        if not keys:
            raise CommandError(f"文件夹中没有文件：{folder}")
        run: ImportRun | None = None
        done: dict[str, str] = {}
        if not options["dry_run"]:
            run, done = runs.begin(folder=folder, target=options["target"], publish=options["publish"], place=place)
        outcomes = []
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), disable=options["verbosity"] == 0) as bar:
            task = bar.add_task("试运行" if run is None else "导入", total=len(keys))
            for outcome in runs.carry_out(
                folder=folder, keys=keys, target=TARGETS[options["target"]], place=place, run=run, done=done
            ):
                outcomes.append(outcome)
                bar.advance(task)
        if run is not None:
            runs.finish(run, at=now())
        self._report(outcomes, rehearsal=run is None, department=place.department.name)

    def _report(self, outcomes: list[runs.Outcome], *, rehearsal: bool, department: str) -> None:
        for outcome in outcomes:
            if outcome.kind in (ImportOutcome.Kind.FAILED, ImportOutcome.Kind.SKIPPED):
                self.stdout.write(f"{ImportOutcome.Kind(outcome.kind).label}  {outcome.key}：{outcome.reason}")
        counts = Counter(outcome.kind for outcome in outcomes)
        told = "，".join(f"{kind.label} {counts[kind]}" for kind in ImportOutcome.Kind)
        self.stdout.write(f"{'试运行（未写入）' if rehearsal else '导入完成'}：共 {len(outcomes)} 个文件，{told}。")
        self.stdout.write(f"责任部门：{department}")


def _placement(options: dict[str, Any]) -> Placement:
    by = None
    if options["user"]:
        by = User.objects.filter(username=options["user"], is_active=True).first()
        if by is None:
            raise CommandError(f"没有这个账号：{options['user']}")
    column = None
    if options["target"] == "disclosure.item":
        column = Column.objects.filter(slug=options["column"], is_active=True).first()
        if column is None:
            known = "、".join(Column.objects.filter(is_active=True).values_list("slug", flat=True))
            raise CommandError(f"没有这个栏目：{options['column']}。现有栏目：{known or '无，请先运行 load_columns'}")
    return Placement(_department(options["department"], by), by, now(), options["publish"], column)


def _department(code: str | None, by: User | None) -> Department:
    if code:
        named = Department.objects.filter(code=code, is_active=True).first()
        if named is None:
            raise CommandError(f"没有代码为 {code} 的部门")
        return named
    if by is not None and by.department is not None:
        return by.department
    roots = Department.objects.filter(is_active=True, parent=None)
    organ = roots.filter(kind=Department.Kind.ORGAN).order_by("position", "pk").first()
    return organ or departments.found_organ(
        code=settings.SITE["organisation_code"], name=settings.SITE["name"], short_name=settings.SITE["short_name"]
    )
