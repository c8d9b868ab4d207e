"""What clerks set for the whole site, written and recorded in one act: which fields changed, from what, to what."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import models

from portal.kernel.audit.services import record
from portal.kernel.people.models import User


def write(thing: models.Model, *, verb: str, by: User, at: datetime) -> None:
    """Saves a row that is new or changed, in the caller's transaction."""
    before = as_it_stands(thing)
    thing.save(force_insert=before is None, force_update=before is not None)
    note_change(before, thing, verb=verb, by=by, at=at)


def remove(thing: models.Model, *, verb: str, by: User, at: datetime) -> None:
    """The row is gone; the trail keeps it."""
    record(verb=verb, target=thing, by=by, at=at, before=_facts(thing))
    thing.delete()


def as_it_stands(thing: models.Model) -> models.Model | None:
    """The row as it is in the database, locked; None for one that is new."""
    if thing.pk is None:
        return None
    return type(thing)._default_manager.select_for_update(of=("self",)).filter(pk=thing.pk).first()


def note_change(before: models.Model | None, after: models.Model, *, verb: str, by: User, at: datetime) -> None:
    """One event with the fields that differ."""
    was, now = _facts(before), _facts(after)
    changed = [name for name in now if was.get(name) != now[name]]
    record(
        verb=verb,
        target=after,
        by=by,
        at=at,
        before={name: was[name] for name in changed if name in was},
        after={name: now[name] for name in changed},
    )


def _facts(thing: models.Model | None) -> dict[str, Any]:
    """All of it stands on public pages anyway; a picture is known by its fingerprint."""
    if thing is None:
        return {}
    values = {field.name: field.value_from_object(thing) for field in thing._meta.concrete_fields}
    return {
        name: hashlib.sha256(value).hexdigest()[:16] if isinstance(value, bytes | memoryview) else value
        for name, value in values.items()
        if name != "id"
    }
