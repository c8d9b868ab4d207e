from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from portal.kernel.search.services import checking
from portal.kernel.ui.moment import now


class Command(BaseCommand):
    help = "Compares the search index with what is public and says what is missing, stale or left over."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what is found")
        parser.add_argument("--batch", type=int, default=checking.BATCH)

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        started = now()
        findings = checking.examine(clock=now, repair=options["repair"], batch=max(1, options["batch"]))
        checking.note(findings, repaired=options["repair"], started_at=started, at=now())
        for line in findings.examples.splitlines():
            self.stdout.write(line)
        said = (
            f"核对 {findings.looked_at}，缺少 {len(findings.missing)}，过时 {len(findings.stale)}，"
            f"多余 {len(findings.orphaned)}"
        )
        if not findings.sound and not options["repair"]:
            raise CommandError(f"{said}。加上 --repair 可以修复。")
        self.stdout.write(f"{said}{'，已修复' if not findings.sound else ''}。")
