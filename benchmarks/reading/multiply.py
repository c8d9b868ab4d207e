"""Many documents out of few: copies of the trial's public policies, spread over twenty years.

Written past the services, because only the lists are measured; the copies are public by the same columns as all others.
"""

from django.db import connection
from django.db.models import Max

from policies.models import Document
from portal.kernel.publishing import content_version

OWN = {
    "id": "b.top + n",
    "title": "d.title || '（' || n || '）'",
    "document_number": "'云建发〔' || (2006 + n %% 20) || '〕' || n || '号'",
    "published_at": "now() - n * interval '7300 days' / {total} - interval '1 day'",
    "source_key": "NULL",
}


def multiply(total: int) -> None:
    """Adds copies until there are this many public documents, with topics and departments as the originals have."""
    present = Document.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True).count()
    wanted = total - present
    if wanted <= 0:
        return
    columns = [field.column for field in Document._meta.local_fields]
    values = ", ".join(OWN.get(name, f'd."{name}"').format(total=total) for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    top = Document.objects.aggregate(top=Max("pk"))["top"]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE originals AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place"
            " FROM policies_document WHERE published_at IS NOT NULL AND withdrawn_at IS NULL AND NOT targeted"
        )
        cursor.execute(
            f"INSERT INTO policies_document ({names})"  # noqa: S608 - names of our own columns
            f" SELECT {values} FROM generate_series(1, %s) AS n CROSS JOIN (SELECT %s::bigint AS top) b"
            " JOIN originals o ON o.place = n %% (SELECT count(*) FROM originals)"
            " JOIN policies_document d ON d.id = o.id",
            [wanted, top],
        )
        for terms in (Document.topics.through, Document.audiences.through):
            table, term = terms._meta.db_table, terms._meta.get_fields()[2].column
            cursor.execute(
                f"INSERT INTO {table} (document_id, {term}) SELECT %s + n, t.{term}"  # noqa: S608
                " FROM generate_series(1, %s) AS n"
                " JOIN originals o ON o.place = n %% (SELECT count(*) FROM originals)"
                f" JOIN {table} t ON t.document_id = o.id",
                [top, wanted],
            )
        cursor.execute("DROP TABLE originals")
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('policies_document', 'id'), (SELECT max(id) FROM policies_document))"
        )
    content_version.bump()
    connection.commit() if not connection.get_autocommit() else None
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
