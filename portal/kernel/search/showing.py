"""What a page shows of its hits.

Of a text only the shown piece leaves the database, however long it is, where one word was asked for or the text was
read for its order; where several words meet in any other, and letters that must be a word of their own, is found here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.kernel.search import engine, listing, sheets, snippets, sources
from portal.kernel.search.normalise import fold
from portal.kernel.search.page import Hit
from portal.kernel.search.query import Query
from portal.kernel.search.ranking import Place

# Places count from 0; -1 stands for a text without the words, whose beginning is shown, NULL for one not looked into,
# which is read whole. One character more than is shown tells that there is more. OFFSET 0: looked for once.
_PIECE = f"substr({{text}}, greatest(place - {snippets.BEFORE}, 0) + 1, {snippets.LENGTH + 1})"
_SHOWN = f"""
SELECT e.id, kind, object_id, published_on, title, folded_title, url, number, validity, dated, belongs_to, file_url,
page_starts, place, greatest(place - {snippets.BEFORE}, 0),
CASE WHEN place IS NULL THEN body ELSE {_PIECE.format(text="body")} END,
CASE WHEN place IS NULL THEN folded ELSE {_PIECE.format(text="folded")} END
FROM {engine.TEXTS} t JOIN {engine.ENTRIES} e ON e.id = t.entry_id
CROSS JOIN LATERAL (SELECT {{place}} AS place OFFSET 0) AS found WHERE e.id = ANY(%s)
"""  # noqa: S608  (names and numbers of our own)
_BY_TERM = _SHOWN.format(place="position(%s IN folded) - 1")
_BY_PLACES = _SHOWN.format(place="(%s::int[])[array_position(%s::bigint[], e.id)]")


def hits(places: Sequence[Place], asked: Query, read: Mapping[int, str]) -> tuple[Hit, ...]:
    """The hits at some places, in their order; `read` are folded texts that were read on the way, by entry."""
    terms = _terms(asked)
    entries = [place.entry_id for place in places]
    if len(terms) == 1 and not terms[0].isascii():
        # A word of letters is marked as a whole only; of every other the first place is the best.
        found = engine.ask(_BY_TERM, [terms[0], entries])
    else:
        known = [_known(read.get(entry), terms) for entry in entries]
        found = engine.ask(_BY_PLACES, [known, entries, entries])
    rows = {row[0]: row[1:] for row in found}
    return tuple(_hit(rows[entry], terms) for entry in entries if entry in rows)


def _terms(asked: Query) -> tuple[str, ...]:
    """What is marked: the words as asked, and what else they may be called."""
    return tuple(dict.fromkeys(fold(text) for unit in asked.units for text in unit.texts))


def _known(folded: str | None, terms: tuple[str, ...]) -> int | None:
    """The place in a text that was read, unless it may lie behind what was read of it."""
    if not terms:
        return -1
    place = _place(folded or "", terms)
    return None if place < 0 and (folded is None or len(folded) >= listing.READ) else place


def _place(folded: str, terms: tuple[str, ...]) -> int:
    place = snippets.best_place(folded, terms)
    return -1 if place is None else place


def _hit(row: tuple[Any, ...], terms: tuple[str, ...]) -> Hit:
    kind, key, day, title, folded_title, url, number, validity, dated, belongs_to, file_url = row[:11]
    sheet_starts, place, starts_at, body, folded = row[11:]
    if place is None:
        place = _place(folded, terms)
    place = None if place < 0 else place
    return Hit(
        kind=kind,
        kind_label=sources.label_of(kind),
        object_id=key,
        title=title,
        title_html=snippets.marked(title, folded_title, terms),
        snippet_html=snippets.snippet(body, folded, terms, place, starts_at=starts_at),
        url=url,
        published_on=day,
        number=number,
        validity=validity,
        dated=dated,
        belongs_to=belongs_to,
        file_url=file_url,
        page=None if place is None else sheets.page_at(sheet_starts, place),
    )
