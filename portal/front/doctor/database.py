"""The database: does it answer, does it know Chinese letters, is its schema current, does its calendar reach."""

from collections.abc import Iterator
from datetime import date

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.front.doctor.findings import Finding, error, warning
from portal.kernel.deadlines.selectors import calendar

# The State Council publishes next year's arrangement in late October or in November.
NEXT_YEAR_IS_DUE = (11, 15)


def examine_database(*, today: date) -> Iterator[Finding]:
    """The later questions make sense only when the earlier ones went well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = current_database()"
            )
            encoding, character_type = cursor.fetchone()
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            trigrams = None
            if cursor.fetchone():
                cursor.execute("SELECT array_length(show_trgm('政策'), 1)")
                trigrams = cursor.fetchone()[0] or 0
    except DatabaseError as problem:
        yield error(
            f"数据库无法连接（{str(problem).strip().splitlines()[0]}）",
            "网站只能显示“服务暂时不可用”。",
            "确认 PostgreSQL 已启动，并检查 DATABASE_URL 中的地址、账户和口令。",
        )
        return
    yield from character_findings(encoding, character_type, trigrams)
    pending = _pending_migrations()
    if pending:
        yield error(
            f"有 {pending} 项数据库变更尚未执行",
            "程序与数据表不一致，部分页面会出错。",
            "先备份，再执行 python manage.py migrate。",
        )
        return
    yield from _calendar(today)


def character_findings(encoding: str, character_type: str, trigrams: int | None) -> Iterator[Finding]:
    """With the character type C no Chinese character counts as a letter, and similarity search is silently empty."""
    if encoding != "UTF8":
        yield error(
            f"数据库编码是 {encoding}，不是 UTF8",
            "汉字无法正确保存和比较。",
            "新建数据库并恢复备份：createdb -T template0 -E UTF8 --locale=C.UTF-8 portal，再执行 restore。",
        )
    if character_type.upper() in {"C", "POSIX"} or trigrams == 0:
        yield error(
            f"数据库字符类型（LC_CTYPE）是 {character_type}",
            "数据库不把汉字当作文字，中文的相似查找没有结果，也不报错。",
            "新建数据库并恢复备份：createdb -T template0 -E UTF8 --locale=C.UTF-8 portal，再执行 restore。",
        )


def _pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _calendar(today: date) -> Iterator[Finding]:
    known = calendar()
    remedy = "国务院办公厅发布节假日安排后，在后台“工作日历”中录入，或升级后执行 python manage.py load_calendar。"
    if not known.covers(today):
        yield error(
            f"工作日历缺少 {today.year} 年",
            "期限只能按周一至周五暂算，遇到放假和调休会算错答复期限。",
            remedy,
        )
    elif (today.month, today.day) >= NEXT_YEAR_IS_DUE and not known.covers(date(today.year + 1, 1, 1)):
        yield warning(
            f"工作日历缺少 {today.year + 1} 年",
            "跨年的期限目前只是暂定日期。",
            remedy,
        )
