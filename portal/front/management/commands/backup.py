"""`manage.py backup`: the database and the files into one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.front.safekeeping import CannotKeep, back_up
from portal.kernel.ui import moment


class Command(BaseCommand):
    help = "把数据库和附件备份为一个文件。网站可以继续运行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, help="备份文件；默认 var/backups/portal-日期时间.tar")

    def handle(self, *args: Any, **options: Any) -> None:
        now = moment.now()
        name = f"portal-{now.astimezone():%Y%m%d-%H%M%S}.tar"
        target: Path = options["file"] or Path(settings.BASE_DIR) / "var" / "backups" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            contents = back_up(target=target, at=now)
        except CannotKeep as problem:
            raise CommandError(str(problem)) from problem
        size = f"{contents.bytes / 1024**2:.1f} MB"
        self.stdout.write(self.style.SUCCESS(f"已备份到 {target}（{size}，附件 {contents.files} 个）。"))
        self.stdout.write("备份中有个人信息，请加密并异地保存；密钥（FIELD_ENCRYPTION_SALTS 等）不在其中，须另行保管。")
