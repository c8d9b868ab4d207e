"""The workday calculator for the command line."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.kernel.deadlines import selectors
from portal.kernel.rules.terms import REPLY_WORKDAYS


class Command(BaseCommand):
    help = "打印自收到日期次日起第若干个工作日的日期，例如：workdays 2022-09-30 20"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("received", help="收到日期，写作2022-09-30")
        parser.add_argument("workdays", nargs="?", type=int, default=REPLY_WORKDAYS, help="工作日数，默认20")
        parser.add_argument("--explain", action="store_true", help="逐日说明计入与不计入的原因")

    def handle(self, *args: Any, received: str, workdays: int, explain: bool, **options: Any) -> None:
        try:
            found = selectors.explain_due(date.fromisoformat(received), workdays)
        except ValueError:
            raise CommandError(f"“{received}”不是日期，应写作2022-09-30") from None
        except selectors.CannotExplain as problem:
            raise CommandError(str(problem)) from problem
        if explain:
            for note in found.days:
                number = f"{note.number:>3}" if note.number else "  -"
                self.stdout.write(f"{note.day:%Y-%m-%d}  {number}  {note.reason}")
        self.stdout.write(f"{found.due.on:%Y-%m-%d}")
        if found.due.provisional:
            self.stderr.write(found.due.reason)
