"""The counter behind entity tags: whatever changes what the public sees bumps it in the same transaction."""

from django.db import connection

from portal.kernel.publishing.models import ContentCounter


def current() -> int:
    return ContentCounter.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def bump() -> None:
    """One statement; call it last, for it holds the row until the transaction ends."""
    table = ContentCounter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, number) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET number = {table}.number + 1"  # noqa: S608
        )
