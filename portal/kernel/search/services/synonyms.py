"""Changing the synonyms; every change is on record."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from portal.kernel.search.models import SynonymGroup
from portal.kernel.search.normalise import normalise

FIELDS = ("words", "direction", "note", "is_active")


class NotSynonyms(ValueError):
    """The words make no group."""


@transaction.atomic
def save(
    *,
    group: SynonymGroup,
    words: Sequence[str],
    direction: str,
    note: str,
    is_active: bool,
    by: User,
    at: datetime,
) -> SynonymGroup:
    """Writes a group, new or known, as the desk has it."""
    before = None
    if group.pk:
        group = SynonymGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
        before = {name: getattr(group, name) for name in FIELDS}
    folded = ["".join(normalise(word).split()) for word in words]
    if len(set(folded)) != len(folded) or not all(len(word) > 1 for word in folded):
        raise NotSynonyms("每个词至少两个字，而且不能重复（繁简、大小写、全半角视为相同）。")
    group.words, group.folded = list(words), folded
    group.direction, group.note, group.is_active = direction, note, is_active
    group.save()
    audit.record(
        verb="search.change_synonyms" if before else "search.add_synonyms",
        target=group,
        by=by,
        at=at,
        before=before,
        after={name: getattr(group, name) for name in FIELDS},
    )
    return group
