"""`manage.py restore`: an archive back into the database and the media folder, or a rehearsal beside them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.front.safekeeping import CannotKeep, is_empty, restore


class Command(BaseCommand):
    help = "从备份文件恢复数据库和附件。请先停止网站和后台任务。"
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件")
        parser.add_argument("--into", default="", help="演练：恢复到这个新建的数据库，不动现有数据")
        parser.add_argument("--replace", action="store_true", help="确认覆盖现有数据")

    def handle(self, *args: Any, **options: Any) -> None:
        into: str = options["into"]
        if not into and not options["replace"] and not is_empty():
            raise CommandError("数据库中已有数据。确认覆盖请加 --replace；只想检验备份请加 --into 新数据库名。")
        try:
            contents = restore(source=options["file"], into=into)
        except CannotKeep as problem:
            raise CommandError(str(problem)) from problem
        where = f"演练数据库 {into}" if into else f"数据库，附件 {contents.files} 个"
        self.stdout.write(self.style.SUCCESS(f"已恢复 {contents.made_at} 的备份：{where}。"))
        if not into:
            self.stdout.write("接着请执行：python manage.py migrate && python manage.py audit_verify")
