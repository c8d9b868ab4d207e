"""From what was typed to what is asked: the language, the filters written in words, the synonyms."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.kernel.search import filters as narrowing
from portal.kernel.search import named, query, synonyms
from portal.kernel.search.query import Query


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with its filters; `notices` say what was changed."""

    query: Query
    filters: narrowing.Filters
    notices: tuple[str, ...] = ()


def understand(
    text: str, *, filters: Mapping[str, Any] | None = None, on: date | None = None, with_synonyms: bool = True
) -> Understood:
    """A filter typed in words comes before the same one in the address: it is what the reader sees."""
    asked = query.parse(text, on=on)
    typed, notices = named.wishes(asked.named) if asked.named else ({}, ())
    chosen = narrowing.read({**(filters or {}), **typed})
    if with_synonyms and asked.units:
        # Words of letters and characters were taken apart.
        texts = [unit.text for unit in asked.units]
        asked = query.expand(asked, synonyms.touched_by(f"{' '.join(texts)}\n{''.join(texts)}"))
    asked = replace(asked, named=())
    if asked.span:
        notices = (*notices, f"只列出{asked.span.label}发布的内容。要把它当作词来查，请加引号。")
    return Understood(asked, chosen, tuple(dict.fromkeys((*asked.notices, *notices, *chosen.notices))))
