from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.kernel.attachments.services import fsck
from portal.kernel.ui import moment


class Command(BaseCommand):
    help = "核对附件登记与磁盘文件：缺失、损坏、无主文件。发现问题时退出码为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hashes", action="store_true", help="同时核对每个文件的 SHA-256（较慢）")
        parser.add_argument("--delete-orphans", action="store_true", help="删除没有登记的文件")

    def handle(self, *args: Any, **options: Any) -> None:
        found = fsck.examine(hashes=options["hashes"], at=moment.now())
        for label, lines in (("缺失", found.missing), ("损坏", found.damaged), ("无主", found.orphans)):
            for line in lines:
                self.stdout.write(f"{label}：{line}")
        self.stdout.write(
            f"共核对 {found.checked} 个附件：缺失 {len(found.missing)}，损坏 {len(found.damaged)}，"
            f"无主文件 {len(found.orphans)}"
        )
        if options["delete_orphans"]:
            for path in found.orphans:
                path.unlink(missing_ok=True)
            self.stdout.write(f"已删除 {len(found.orphans)} 个无主文件")
            found.orphans.clear()
        if not found.sound:
            raise CommandError("附件核对发现问题")
