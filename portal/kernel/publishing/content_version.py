"""The counter behind entity tags: whatever changes what the public sees bumps it in the same transaction."""

from django.db import connection
from django.http import HttpRequest

from portal.kernel.publishing.models import ContentCounter


def current() -> int:
    return ContentCounter.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def noted_on(request: HttpRequest) -> int:
    """As `current`, and spares the page that is rendered next a second look for the number of the bureau's face."""
    number, face = ContentCounter.objects.filter(pk=1).values_list("number", "face").first() or (0, 0)
    request.face_number = face  # type: ignore[attr-defined]  # our own attribute, read by ui.face
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
    table = ContentCounter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, number, face) VALUES {first}"  # noqa: S608
            f" ON CONFLICT (id) DO UPDATE SET {change.format(table=table)}"
        )
