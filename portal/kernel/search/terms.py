"""Looking words up in the public vocabulary; every answer still stands in the title of something public."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from portal.kernel.search.models import SearchText, SearchWord

# Beginnings of one or two letters fit too many words to sort; the commonest few thousand are looked through instead.
_COMMONEST = 3000
_LONG_ENOUGH = 3
_SORTED = 400
_COLUMNS = frozenset({"word", "sound", "initials"})
_WORDS = SearchWord._meta.db_table
_TEXTS = SearchText._meta.db_table
_STILL_SAID = f"JOIN {_TEXTS} t ON t.entry_id = w.witness AND position(w.word IN t.folded_title) > 0"


@dataclass(frozen=True, slots=True)
class Term:
    """A public word, how it sounds to careless ears, and in about how many titles it stands."""

    word: str
    alike: str
    documents: int


def beginning_with(column: str, beginning: str, *, limit: int) -> list[str]:
    """The commonest words whose spelling, sound or initials begin so."""
    if column not in _COLUMNS:
        raise ValueError(column)
    if len(beginning) < _LONG_ENOUGH and column != "word":
        some = f"SELECT * FROM {_WORDS} ORDER BY documents DESC LIMIT {_COMMONEST}"  # noqa: S608
    else:
        some = f"SELECT * FROM {_WORDS} WHERE {column} LIKE %(pattern)s LIMIT {_SORTED}"  # noqa: S608
    # Only what would be shown is held against its title; a few more, for those that fall silent.
    few = (
        f"SELECT * FROM ({some}) given WHERE {column} LIKE %(pattern)s"  # noqa: S608
        " ORDER BY documents DESC, length(word), word LIMIT %(checked)s"
    )
    rows = _rows(
        f"SELECT w.word, w.alike, w.documents FROM ({few}) w {_STILL_SAID}"  # noqa: S608
        " ORDER BY w.documents DESC, length(w.word), w.word LIMIT %(limit)s",
        {"pattern": like_pattern(beginning), "limit": limit, "checked": 10 * limit},
    )
    return [row.word for row in rows]


def sounding_like(keys: Sequence[str]) -> list[Term]:
    """Words whose careless sound is one of the keys."""
    return _rows(
        f"SELECT w.word, w.alike, w.documents FROM {_WORDS} w {_STILL_SAID} WHERE w.alike = ANY(%(keys)s)"  # noqa: S608
        " ORDER BY w.documents DESC, w.word LIMIT 200",
        {"keys": list(keys)},
    )


def one_edit_from(word: str) -> list[Term]:
    """Words that differ from this one by one character more, less or other."""
    shorter = [word[:at] + word[at + 1 :] for at in range(len(word))]
    patterns = [like_pattern(word[:at], word[at + 1 :]) for at in range(1, len(word))]
    patterns += [like_pattern(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    likes = " OR ".join(["word LIKE %s"] * len(patterns))
    # Found first, sorted afterwards: in one piece the planner would walk all words from the commonest on.
    return _rows(
        f"WITH near AS MATERIALIZED (SELECT * FROM {_WORDS} WHERE word = ANY(%s) OR {likes} OR tail IN (%s, %s)),"  # noqa: S608
        " few AS (SELECT * FROM near WHERE word <> %s ORDER BY documents DESC, word LIMIT 50)"
        f" SELECT w.word, w.alike, w.documents FROM few w {_STILL_SAID} ORDER BY w.documents DESC, w.word",
        [shorter, *patterns, word[1:], word, word],
    )


def known(words: Sequence[str]) -> set[str]:
    """Those of some words that are public."""
    rows = _rows(
        f"SELECT w.word, w.alike, w.documents FROM {_WORDS} w {_STILL_SAID} WHERE w.word = ANY(%(words)s)",  # noqa: S608
        {"words": list(words)},
    )
    return {row.word for row in rows}


def like_pattern(beginning: str, end: str | None = None) -> str:
    """For LIKE: what begins so; with an end, what begins so, goes on with one character and ends so."""
    escaped = _escaped(beginning)
    return f"{escaped}%" if end is None else f"{escaped}_{_escaped(end)}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _rows(sql: str, values: dict[str, Any] | list[Any]) -> list[Term]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Term(*row) for row in cursor.fetchall()]
