"""What a search answers with, and the cursor that leads to its next page."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from portal.kernel.search.dates import Span
from portal.kernel.search.numbers import Bearer
from portal.kernel.search.ranking import Place
from portal.kernel.ui.pagination import BadCursor

COUNT_CAP = 10_000
_ROUNDED_FROM = 1_000
ORDERS = {"relevance": "按相关度", "date": "按时间"}
_CURSOR = re.compile(r"(?P<order>[rd])(?P<back>b?)(?P<score>-?\d{1,9})\.(?P<day>\d{1,7})\.(?P<entry>\d{1,18})")
_LETTER = {"relevance": "r", "date": "d"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One found thing; the `_html` texts are escaped and marked. `page` is where in a file the words stand first."""

    kind: str
    kind_label: str
    object_id: int
    title: str
    title_html: SafeString
    snippet_html: SafeString
    url: str
    published_on: date
    number: str = ""
    validity: str = ""
    dated: bool = True
    belongs_to: str = ""
    file_url: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet with the number of hits it has."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the search; `about` says that the numbers are estimates."""

    name: str
    label: str
    options: tuple[FacetValue, ...]
    about: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, as a chip the reader can take off: `value` for the address, `key` for the index."""

    name: str
    value: str
    label: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits. `notices` are sentences for the reader, never empty when something was changed or failed.

    `span` are the dates in the question, `also` the synonyms looked for with it, `corrections` other spellings
    offered when the question as typed found little, `bearers` whoever bears the number that was all that was asked,
    `answered_instead` the notice that tells which looser question the hits answer.
    """

    text: str = ""
    order: str = "relevance"
    hits: tuple[Hit, ...] = ()
    total: int = 0
    capped: bool = False
    about: bool = False
    next_cursor: str = ""
    previous_cursor: str = ""
    facets: tuple[Facet, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    notices: tuple[str, ...] = ()
    words: tuple[str, ...] = field(default=())
    span: Span | None = None
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    found_little: bool = False
    corrections: tuple[str, ...] = ()
    bearers: tuple[Bearer, ...] = ()
    timed_out: bool = False
    answered_instead: str = ""
    with_facets: bool = True

    @property
    def notice(self) -> str:
        return "".join(self.notices)

    @property
    def total_text(self) -> str:
        """The count as it is told to people."""
        if self.capped:
            return f"{COUNT_CAP:,}+"
        # An estimate is told as roughly as it is known.
        return (
            f"约 {round(self.total, -2 if self.total >= _ROUNDED_FROM else 0):,}" if self.about else f"{self.total:,}"
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page begins: after a place, or (turning back) before it."""

    place: Place
    backward: bool = False


def write_cursor(order: str, place: Place, *, backward: bool = False) -> str:
    return f"{_LETTER[order]}{'b' if backward else ''}{place.score}.{place.day}.{place.entry_id}"


def read_cursor(order: str, cursor: str) -> Turn | None:
    """The place a page is turned at; None for the first page."""
    if not cursor:
        return None
    match = _CURSOR.fullmatch(cursor)
    if match is None or match["order"] != _LETTER[order] or not 1 <= int(match["day"]) <= date.max.toordinal():
        raise BadCursor("翻页标记无效。")
    place = Place(int(match["score"]), int(match["day"]), int(match["entry"]))
    return Turn(place, backward=bool(match["back"]))
