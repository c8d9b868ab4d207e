"""`manage.py load_columns`: the columns that the law names."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.kernel.taxonomy.services.statutory import load_statutory_columns


class Command(BaseCommand):
    help = "建立政府信息公开平台的法定栏目（已有的不改动）。"

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = load_statutory_columns()
        self.stdout.write(f"新建 {outcome.created} 个栏目，保留 {outcome.kept} 个。")
