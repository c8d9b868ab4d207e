"""Statements that PostgreSQL reads and plans once for each connection: for a search that takes as long as the answer.

Names and plans live as long as the connection. When tables are exchanged, PostgreSQL itself reads a statement anew.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import NotSupportedError, connection

# What is asked in more shapes than this is read each time.
_MOST = 60
_numbers = count(1)
# Of each connection of the driver: a statement, and how it is called up.
_called: "WeakKeyDictionary[Any, dict[str, str]]" = WeakKeyDictionary()


def ask(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement with a %s for each value; whole numbers and dates, texts, lists of whole numbers."""
    given = [_array(value) if isinstance(value, list) else value for value in values]
    with connection.cursor() as cursor:
        called = _called.setdefault(connection.connection, {})
        if sql in called:
            try:
                cursor.execute(called[sql], given)
            except NotSupportedError:
                # A migration has given a column another type; the next one who asks has the statement read anew.
                del called[sql]
                raise
        elif len(called) >= _MOST:
            cursor.execute(sql, given)
        else:
            # The number is never used twice: nobody knows whether a statement that failed has left its name.
            name = f"search_{next(_numbers)}"
            call = f"EXECUTE {name}({', '.join(['%s'] * len(given))})" if given else f"EXECUTE {name}"
            cursor.execute(f"PREPARE {name} AS {_numbered(sql)}; {call}", given)
            called[sql] = call
        return list(cursor.fetchall())


def _numbered(sql: str) -> str:
    """With $1, $2 … for the values."""
    first, *others = sql.split("%s")
    return first + "".join(f"${number}{other}" for number, other in enumerate(others, 1))


def _array(numbers: list[int | None]) -> str:
    """As PostgreSQL reads an array, whatever its type: one value instead of hundreds."""
    return f"{{{','.join('NULL' if number is None else str(number) for number in numbers)}}}"
