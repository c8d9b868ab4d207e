"""The one way an event is written down before it is hashed."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

FIRST = "0" * 64


def plain(value: Any) -> Any:
    """Only what JSON holds without loss: dates become text, fractions become text, NUL is dropped."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {str(key).replace("\x00", ""): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return plain(json.loads(json.dumps(value, cls=DjangoJSONEncoder)))


def digest(*, previous_hash: str, at: datetime, fields: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of an event and the hash before it."""
    content = {**fields, "at": at.astimezone(UTC).isoformat(timespec="microseconds"), "previous_hash": previous_hash}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
