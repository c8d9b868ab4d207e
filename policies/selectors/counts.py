"""How the library stands as a whole, for pages above."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from policies.models import Document, Interpretation


@dataclass(frozen=True, slots=True)
class InterpretationCount:
    """How many public documents have a public interpretation."""

    interpreted: int
    bare: int

    @property
    def documents(self) -> int:
        return self.interpreted + self.bare


def interpretation_count(*, at: datetime) -> InterpretationCount:
    """One query; what is withdrawn or targeted counts nowhere."""
    explained = Exists(Interpretation.objects.public(at=at).filter(document=OuterRef("pk")))
    found = (
        Document.objects.public(at=at)
        .annotate(explained=explained)
        .order_by()
        .aggregate(interpreted=Count("pk", filter=Q(explained=True)), bare=Count("pk", filter=Q(explained=False)))
    )
    return InterpretationCount(**found)
