"""`manage.py audit_verify`: prove that the trail was neither changed nor shortened."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.kernel.audit import selectors


class Command(BaseCommand):
    help = "核验审计链：任何事件被修改、删除或插入都会被发现。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", metavar="序号:哈希", help="以前留存的末尾事件，可发现链尾被截断")

    def handle(self, *args: Any, **options: Any) -> None:
        proof = selectors.prove(anchor=self._anchor(options["anchor"]))
        for flaw in proof.flaws[:50]:
            self.stderr.write(f"第 {flaw.sequence} 号事件：{flaw.problem}")
        if proof.flaws:
            raise CommandError(f"审计链有 {len(proof.flaws)} 处不符。")
        self.stdout.write(f"审计链完整，共 {proof.events} 条；末尾哈希 {proof.last_hash}，请异地留存。")

    def _anchor(self, text: str | None) -> tuple[int, str] | None:
        if not text:
            return None
        sequence, _, hash_text = text.partition(":")
        if not sequence.isascii() or not sequence.isdigit() or len(hash_text) != 64:
            raise CommandError("--anchor 应为“序号:64 位哈希”。")
        return int(sequence), hash_text
