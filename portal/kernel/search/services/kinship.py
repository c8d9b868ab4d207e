"""What is like what: keywords are kept when a thing is indexed, the comparison follows right after."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from portal.kernel.search import related
from portal.kernel.search.keywords import keywords_of
from portal.kernel.search.models import SearchKinship, SearchText

KEPT = 12


def note(keywords: Sequence[tuple[int, list[str]]]) -> None:
    """The keywords of some entries; they wait to be compared."""
    SearchKinship.objects.bulk_create(
        [SearchKinship(entry_id=entry, keywords=some) for entry, some in keywords],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["keywords", "others", "related_at"],
    )


def note_missing(*, batch: int = 200) -> int:
    """Entries that were written past this module, by a build of the whole index: their keywords, batch by batch."""
    noted = 0
    while True:
        rows = SearchText.objects.filter(entry__kinship=None).order_by("pk").values_list("pk", "title", "body")[:batch]
        texts = list(rows)
        note([(entry, keywords_of(title, body)) for entry, title, body in texts])
        noted += len(texts)
        if len(texts) < batch:
            return noted


def waiting() -> int:
    """How many were never compared."""
    return SearchKinship.objects.filter(related_at=None).count()


def compare(*, at: datetime, limit: int = 200) -> int:
    """Compares what was never compared, then what was compared longest ago; says how many it did."""
    next_ones = list(SearchKinship.objects.order_by(F("related_at").asc(nulls_first=True))[:limit])
    for kinship in next_ones:
        kinship.others = [each.entry_id for each in related.nearest(kinship.keywords, without=kinship.pk, limit=KEPT)]
        kinship.related_at = at
        # The row may be gone or newer by now; only what was read is written.
        SearchKinship.objects.filter(pk=kinship.pk, keywords=kinship.keywords).update(
            others=kinship.others, related_at=at
        )
    return len(next_ones)
