"""Which synonyms a question touches."""

from portal.kernel.search import prepared
from portal.kernel.search.models import SynonymGroup

_MOST = 20
_TOUCHED = (
    f"SELECT folded, direction FROM {SynonymGroup._meta.db_table} WHERE is_active AND EXISTS"  # noqa: S608
    " (SELECT 1 FROM unnest(folded) AS word WHERE position(word IN %s) > 0) ORDER BY id LIMIT %s"
)


def touched_by(canonical: str) -> list[tuple[str, tuple[str, ...]]]:
    """Folded words that stand in a normalised question, each with its other names; longest first."""
    if not canonical:
        return []
    found = []
    for words, direction in prepared.ask(_TOUCHED, [canonical, _MOST]):
        leading = words if direction == SynonymGroup.Direction.BOTH else words[:1]
        found += [(word, tuple(other for other in words if other != word)) for word in leading if word in canonical]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))
