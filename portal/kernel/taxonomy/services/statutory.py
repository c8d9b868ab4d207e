"""The columns that the law names, put in place once and never overwritten."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from portal.kernel.taxonomy.models import Column

DATA = Path(__file__).resolve().parent.parent / "data" / "statutory_columns.json"


@dataclass(frozen=True)
class Outcome:
    """What a run added and what it found in place."""

    created: int
    kept: int


@transaction.atomic
def load_statutory_columns() -> Outcome:
    """Platform sections and the fifteen kinds of 条例 20; a column the bureau has renamed keeps its name."""
    created = kept = 0
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        parent = Column.objects.get(slug=row["parent"]) if row["parent"] else None
        _, new = Column.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "parent": parent,
                "position": row["position"],
                "description": row["description"],
                "max_age_days": row["max_age_days"],
            },
        )
        created, kept = created + new, kept + (not new)
    return Outcome(created=created, kept=kept)
