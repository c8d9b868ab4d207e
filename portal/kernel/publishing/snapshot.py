"""What exactly a version contains, in one canonical form, and its SHA-256."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.kernel.attachments.models import Attachment
from portal.kernel.publishing.models import Grant, Publishable


class UnknownContent(ValueError):
    """The data names a field that is no content of this kind of thing."""


def to_json(thing: type[Publishable] | Publishable, name: str, value: Any) -> Any:
    """A content value as JSON: keys for related things, ISO for dates."""
    field = thing._meta.get_field(name)
    if field.many_to_many:
        return sorted(_key(each) for each in (value or []))
    if isinstance(field, models.ForeignKey):
        return _key(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def from_json(thing: type[Publishable] | Publishable, name: str, value: Any) -> Any:
    """The value to put into the column (keys stay keys)."""
    field = thing._meta.get_field(name)
    if field.many_to_many:
        return list(value or [])
    return field.to_python(value)  # type: ignore[union-attr]  # a concrete field


def working_content(thing: Publishable) -> dict[str, Any]:
    """The content as it will be released: the columns, overlaid with the working copy of a revision."""
    content = {name: to_json(thing, name, _current(thing, name)) for name in thing.all_content_fields()}
    return content | (thing.proposal or {})


def snapshot(thing: Publishable) -> dict[str, Any]:
    """Everything that is signed: content, what lies in other tables, the readers, the files by their hashes."""
    kind = ContentType.objects.get_for_model(thing)
    grants = Grant.objects.filter(subject_type=kind, subject_id=thing.pk).order_by("user_id", "department_id")
    files = Attachment.objects.of(thing).staying().order_by("position", "uploaded_at", "id")
    return {
        "kind": f"{thing._meta.app_label}.{thing._meta.model_name}",
        "content": working_content(thing),
        "extra": thing.extra_content(),
        "readers": [[grant.user_id, grant.department_id] for grant in grants],
        "attachments": [[file.name, file.size, file.sha256] for file in files],
    }


def canonical(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def apply(thing: Publishable, content: dict[str, Any]) -> tuple[list[str], dict[str, list[int]]]:
    """Put content into the columns of the instance (unsaved); returns the column names and the many-to-many keys."""
    columns: list[str] = []
    many: dict[str, list[int]] = {}
    for name, value in content.items():
        field = thing._meta.get_field(name)
        if field.many_to_many:
            many[name] = from_json(thing, name, value)
        else:
            setattr(thing, field.attname, from_json(thing, name, value))  # type: ignore[union-attr]  # a concrete field
            columns.append(name)
    return columns, many


def overlaid(thing: Publishable) -> Publishable:
    """A copy of the instance that carries its working copy, for gates and previews; never saved."""
    copy = type(thing)._default_manager.get(pk=thing.pk)
    if copy.proposal:
        apply(copy, copy.proposal)
    return copy


def encode(thing: Publishable, data: dict[str, Any]) -> dict[str, Any]:
    """Data from a form or a command as JSON content; refuses names that are no content."""
    if unknown := set(data) - set(thing.all_content_fields()):
        raise UnknownContent(f"不属于版本内容的字段：{'、'.join(sorted(unknown))}")
    return {name: to_json(thing, name, value) for name, value in data.items()}


def _current(thing: Publishable, name: str) -> Any:
    field = thing._meta.get_field(name)
    if field.many_to_many:
        return _keys(getattr(thing, name).values_list("pk", flat=True)) if thing.pk else []
    return getattr(thing, field.attname)  # type: ignore[union-attr]  # a concrete field


def _keys(values: Iterable[Any]) -> list[Any]:
    return sorted(values)


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
