"""Which synonyms a question touches."""

from django.db import connection

from portal.kernel.search.models import SynonymGroup

_MOST = 20


def touched_by(canonical: str) -> list[tuple[str, tuple[str, ...]]]:
    """Folded words that stand in a normalised question, each with its other names; longest first."""
    if not canonical:
        return []
    table = SynonymGroup._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT folded, direction FROM {table} WHERE is_active AND EXISTS"  # noqa: S608
            " (SELECT 1 FROM unnest(folded) AS word WHERE position(word IN %s) > 0) ORDER BY id LIMIT %s",
            [canonical, _MOST],
        )
        groups = cursor.fetchall()
    found = []
    for words, direction in groups:
        leading = words if direction == SynonymGroup.Direction.BOTH else words[:1]
        found += [(word, tuple(other for other in words if other != word)) for word in leading if word in canonical]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))
