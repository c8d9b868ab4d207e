"""Numbers that lead straight to their bearer: one key for every way of writing a 文号 or an 索引号."""

from dataclasses import dataclass

from portal.kernel.search import lexemes
from portal.kernel.search.models import SearchText
from portal.kernel.search.normalise import normalise
from portal.kernel.search.query import Query

_TYPED = str.maketrans({"(": "", ")": "-", "第": "", "号": "", " ": ""})
_MOST = 3
# As the column has it: signs such as … and ㈠ become several characters, so that a key may be longer than its number.
_LONGEST_KEY = 120


@dataclass(frozen=True, slots=True)
class Bearer:
    """The public thing that bears the number asked for."""

    title: str
    url: str
    number: str
    validity: str = ""


def key_of(number: str) -> str:
    """沪房[2024]66号 and 沪房〔2024〕 66号 have the same key; what is no such number is its own, without blanks."""
    canonical = "".join(normalise(number).split())[:_LONGEST_KEY]
    found = lexemes.numbers(canonical)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(canonical)):
        return f"{found[0].organ}{found[0].lexemes[0]}"
    return canonical


def beginning_of_key(typed: str) -> str:
    """How the key of a number begins that is still being typed."""
    return normalise(typed).translate(_TYPED)


def bearers(asked: Query) -> tuple[Bearer, ...]:
    """Whoever bears the number when one number is all that was asked; usually one thing, never more than three."""
    if asked.index_number:
        rows = SearchText.objects.filter(index_key=key_of(asked.index_number))
    elif len(asked.units) == 1 and asked.units[0].is_number and (key := key_of(asked.units[0].text)):
        rows = SearchText.objects.filter(number_key=key)
    else:
        return ()
    found = rows.order_by("-entry__published_on", "-pk").values_list(
        "title", "url", "number", "index_number", "validity"
    )
    return tuple(
        Bearer(title, url, index if asked.index_number else number, validity)
        for title, url, number, index, validity in found[:_MOST]
    )
