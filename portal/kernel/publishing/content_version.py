"""The counter behind entity tags: whatever changes what the public sees bumps it in the same transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.http import HttpRequest

from portal.kernel.publishing.models import ContentCounter, PlannedRelease

_COUNTER = ContentCounter._meta.db_table
_PLANNED = PlannedRelease._meta.db_table
# Written out, because every public request asks it, also the one that is then answered by 304 alone. The sums are over
# one row or, before anything was ever published, over none.
_PRESENT = (
    "SELECT coalesce(sum(number), 0)::bigint, coalesce(sum(face), 0)::bigint,"  # noqa: S608
    f" (SELECT planned_at FROM {_PLANNED} ORDER BY planned_at LIMIT 1) FROM {_COUNTER}"
)


@dataclass(frozen=True, slots=True)
class Present:
    """What is public now: its number, that of the bureau's face, and when the next planned release is due."""

    number: int
    face: int
    next_due_at: datetime | None

    def is_overdue(self, at: datetime) -> bool:
        return self.next_due_at is not None and self.next_due_at <= at


def current() -> int:
    return ContentCounter.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def present() -> Present:
    """One query for the tag of a page, the face on it, and whether something should be out already."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT)
        return Present(*cursor.fetchone())


def note(request: HttpRequest, found: Present) -> None:
    """Spares the page that is rendered next a second look."""
    request.content_number = found.number  # type: ignore[attr-defined]  # our own attribute
    request.face_number = found.face  # type: ignore[attr-defined]  # our own attribute, read by ui.face


def noted_on(request: HttpRequest) -> int:
    """As `current`, looked up once in a request."""
    if not hasattr(request, "content_number"):
        note(request, present())
    number: int = request.content_number  # type: ignore[attr-defined]  # our own attribute
    return number


def bump() -> None:
    """One statement; call it last, for it holds the row until the transaction ends."""
    _write("(1, 1, 0)", "number = {table}.number + 1")


def face() -> int:
    """The number at which the bureau's own face changed last; 0 while it never did."""
    return ContentCounter.objects.filter(pk=1).values_list("face", flat=True).first() or 0


def bump_face() -> None:
    """A new name, colour, notice or column stands on every page, so every page's tag changes with it."""
    _write("(1, 1, 1)", "number = {table}.number + 1, face = {table}.number + 1")


def _write(first: str, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_COUNTER} (id, number, face) VALUES {first}"  # noqa: S608
            f" ON CONFLICT (id) DO UPDATE SET {change.format(table=_COUNTER)}"
        )
