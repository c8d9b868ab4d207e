"""The words of the index, made the same way for documents and for queries.

Lexemes carry no positions. A document gets, for each run of ideographs, its last character, every pair of neighbours
and every dictionary word of three to eight characters found anywhere in the run; letters and digits as tokens split at
their boundary; a canonical lexeme per document number. One character is found as what a lexeme begins with: any but
the last of a run begins a pair. Marks in front keep the families apart:

    物业        somewhere in title or text       ^物业       in the title, single characters too
    #房2024-66  a cited document number          ##房2024-66 the document's own number
    @y2024      a facet                          ~202405     the day, month or year of publication
    %64         one row of sixty-four, by lot    ·房         a character; both in rows of the sample only
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from zlib import crc32

from portal.kernel.search.normalise import HAN, normalise

# Raise it whenever a text would yield other lexemes than before: `rebuild_search` then re-indexes every row.
VERSION = 5

# A text longer than this is searchable by its beginning.
MAX_TEXT = 200_000
# One row in so many lies in a sample; each sample lies within the one before it, and all within the first. Every third
# lexeme would be a single character: only rows of the sample have them, enough to count by.
SAMPLES = (16, 32, 64, 128, 256)
# Spans are cut to these; nothing was published before, and a century ahead is far enough.
_EARLIEST, _LATEST = date(1900, 1, 1), date(2149, 12, 31)
_MAX_TOKEN = 64
_SHORTEST_WORD, _LONGEST_WORD = 3, 8

# What stands between two lexemes of a vector, whose first and last stand in quotation marks too.
_BETWEEN = "' '"
_BEFORE_PAIRS = len(f"业{_BETWEEN}")
# A character with its copy, between which one lexeme ends and the next begins; all as wide as the widest.
_PAIRED = f"\0{_BETWEEN}\0"
_WIDE, _WIDTH = "utf-32-le", 4
# PostgreSQL takes one megabyte of lexemes, counted before repeated ones are dropped: short texts may repeat them.
_REPEATING = 20_000
_MAX_BYTES = 900_000

_HAN = re.compile(f"[{HAN}]")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_NO_HAN = re.compile(f"[^{HAN}]+")
_TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<digits>[0-9]+)|(?P<letters>[^\W\d_{HAN}]+)")
_OTHER_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
# A number is anchored at its bracket, its year or at 「令」, and not looked for where that is missing; the organ is
# read backwards from there, so no text can make it slow. Blanks may stand before a bracket only.
_BRACKETED = r"\(\s{0,4}(?P<year>(?:19|20)\d\d)\s{0,4}\)\s{0,4}第?\s{0,4}(?P<serial>\d{1,5})(?!\d)(?:\s{0,4}号)?"
_NUMBERED = (
    ("(", re.compile(_BRACKETED)),
    ("年第", re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年第(?P<serial>\d{1,5})号")),
    ("令", re.compile(r"令\s{0,4}第?\s{0,4}(?P<serial>\d{1,5})\s{0,4}号")),
    ("号令", re.compile(r"第\s{0,4}(?P<serial>\d{1,5})\s{0,4}号令")),
)
_LONGEST_ORGAN, _MOST_BLANKS = 30, 4
_ORGAN_BEFORE = re.compile(rf"(?P<organ>[{HAN}]{{0,{_LONGEST_ORGAN}}})\Z")
_ORGAN_AND_BLANKS_BEFORE = re.compile(rf"(?P<organ>[{HAN}]{{0,{_LONGEST_ORGAN}}})\s{{0,{_MOST_BLANKS}}}\Z")


@cache
def _dictionary() -> Any:
    import rjieba

    return rjieba


def warm() -> None:
    """Loads the dictionaries, which takes a third of a second: before the first reader comes, not while he waits."""
    text_lexemes("預先讀入词典")


def segment(run: str) -> list[str]:
    """A run of ideographs as the words a reader would see."""
    return list(_dictionary().cut(run))


def _dictionary_words(runs: str) -> set[str]:
    """Words of the dictionary that stand anywhere in runs of ideographs, whatever stands around them."""
    return {word for word in _dictionary().cut_all(runs) if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD}


def tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of a normalised text as (run, whether it is ideographs)."""
    for match in _TOKEN.finditer(text):
        yield (match["han"], True) if match["han"] else (match[0][:_MAX_TOKEN], False)


def is_han(character: str) -> bool:
    return _HAN.match(character) is not None


def _doubled(runs: str) -> str:
    """Pairs of neighbours: 业主委 becomes 业' '业主' '主委' '委.

    All characters are set at once, each in its stride, which is quicker than one after the other.
    """
    plain, pairs = runs.encode(_WIDE), bytearray((_PAIRED * len(runs)).encode(_WIDE))
    second = _WIDTH * (len(_PAIRED) - 1)
    for place in range(_WIDTH):
        for start in (place, second + place):
            pairs[start :: _WIDTH * len(_PAIRED)] = plain[place::_WIDTH]
    return pairs.decode(_WIDE)


def text_lexemes(text: str) -> str:
    """All lexemes of a text that is not yet normalised, its cited document numbers included, as `vector` takes them.

    Some are there twice: PostgreSQL, which sorts them anyway, drops them faster than a set does.
    """
    canonical = normalise(text[:MAX_TEXT])
    runs = _NO_HAN.sub("\n", canonical)
    # What stands before the first pair of a run tells nothing that the pair does not.
    found = [run[_BEFORE_PAIRS:] for run in _doubled(runs).split(f"\n{_BETWEEN}\n") if run]
    found += _dictionary_words(runs)
    found += [token[:_MAX_TOKEN] for token in _OTHER_TOKEN.findall(_HAN_ONLY.sub(" ", canonical))]
    found += [f"#{lexeme}" for number in numbers(canonical) for lexeme in number.lexemes]
    together = _BETWEEN.join(found)
    return together if len(canonical) <= _REPEATING else _within_bounds(set(together.split(_BETWEEN)))


def _within_bounds(found: set[str]) -> str:
    """Only garbage, such as a file read in a wrong encoding, has so many different pairs that some must go."""
    together = _BETWEEN.join(sorted(found))
    encoded = together.encode()
    if len(encoded) <= _MAX_BYTES:
        return together
    return encoded[:_MAX_BYTES].decode(errors="ignore").rpartition(_BETWEEN)[0]


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A document number 「发文字号」 found in a normalised text."""

    start: int
    end: int
    organ: str
    lexemes: tuple[str, ...]


def numbers(canonical: str) -> list[CitedNumber]:
    """Every document number, its lexemes from loose (year and serial) to exact (with the end of the organ's sign)."""
    found = []
    for anchor, pattern in _NUMBERED:
        if anchor not in canonical:
            continue
        before_it = _ORGAN_AND_BLANKS_BEFORE if anchor == "(" else _ORGAN_BEFORE
        for match in pattern.finditer(canonical):
            before = before_it.search(canonical, max(0, match.start() - _LONGEST_ORGAN - _MOST_BLANKS), match.start())
            assert before is not None  # noqa: S101  (at least nothing stands there)
            organ = before["organ"]
            year = match.groupdict().get("year")
            bare = f"{year}-{int(match['serial'])}" if year else f"令{int(match['serial'])}"
            exact = (f"{organ[-2:]}{bare}",) if year and len(organ) > 1 else ()
            found.append(CitedNumber(before.start(), match.end(), organ, (bare, *exact)))
    return sorted(found, key=lambda number: number.start)


def number_lexemes(number: str) -> set[str]:
    """The lexemes of a document's own number."""
    return {lexeme for cited in numbers(normalise(number)) for lexeme in cited.lexemes}


def document_vector(*, title: str, body: str, number: str, facets: Collection[str]) -> str:
    """Everything one row of the index is found by, as the text that `::tsvector` takes."""
    in_title = text_lexemes(title)
    marked = [f"^{lexeme}" for lexeme in in_title.split(_BETWEEN) if not lexeme.startswith("#")] if in_title else []
    marked += [f"^{character}" for character in _characters(title)]
    own = [f"##{lexeme}" for lexeme in number_lexemes(number)]
    texts = [in_title, text_lexemes(body), text_lexemes(number), *marked, *own, *map(_escaped, facets)]
    together = _BETWEEN.join(filter(None, texts))
    return f"'{together}'" if together else ""


def sampled_vector(vector: str, *, text: str, marks: Collection[str]) -> str:
    """The same of the row's copy in the sample: with each character of the text, and the samples it lies in."""
    counted = sorted(f"·{character}" for character in _characters(text))
    return " ".join([vector, *map(quoted, [*sorted(marks), *counted])])


def _characters(text: str) -> set[str]:
    """The different ideographs of a text that is not yet normalised."""
    return set("".join(_HAN_ONLY.findall(normalise(text[:MAX_TEXT]))))


def is_character(lexeme: str) -> bool:
    """Whether a lexeme is a single ideograph, which is found as the beginning of others."""
    return len(lexeme) == 1 and is_han(lexeme)


def facet(name: str, value: object) -> str:
    """The lexeme of a facet value; `name` is one letter."""
    return f"@{name}{normalise(str(value))}"


def sample_lexemes(key: str) -> set[str]:
    """The samples a row belongs to: always the same for the same key, and no other order than chance."""
    lot = crc32(key.encode())
    return {sample(share) for share in SAMPLES if lot % share == 0}


def sample(share: int) -> str:
    """The lexeme of one row in `share`."""
    return f"%{share}"


def day_lexemes(day: date) -> set[str]:
    """What a row is found by when a span of days is asked for."""
    return {_year(day), _month(day), _day(day)}


def span_lexemes(first: date, last: date) -> list[str]:
    """Few lexemes, any of which stands for a day of the span: whole years, then whole months, then days."""
    found: list[str] = []
    day, last = max(first, _EARLIEST), min(last, _LATEST)
    while day <= last:
        next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        if (day.month, day.day) == (1, 1) and day.replace(month=12, day=31) <= last:
            found.append(_year(day))
            day = day.replace(month=12, day=31) + timedelta(days=1)
        elif day.day == 1 and next_month - timedelta(days=1) <= last:
            found.append(_month(day))
            day = next_month
        else:
            found.append(_day(day))
            day += timedelta(days=1)
    return found


def rounded(first: date, last: date) -> date:
    """The beginning of the year or month, if that makes the span a quarter longer at most.

    Each row that is looked at is held against every lexeme of the span: fewer are worth some rows more.
    """
    for start in (first.replace(month=1, day=1), first.replace(day=1)):
        if (first - start) * 4 <= last - first:
            return start
    return first


def _year(day: date) -> str:
    return f"~{day.year:04}"


def _month(day: date) -> str:
    return f"~{day.year:04}{day.month:02}"


def _day(day: date) -> str:
    return f"~{day.year:04}{day.month:02}{day.day:02}"


def cover(run: str) -> list[str]:
    """Few lexemes that together hold every adjacent pair of the run: long dictionary words first, then pairs."""
    if len(run) == 1:
        return [run]
    chosen: list[tuple[int, str]] = []
    uncovered = set(range(len(run) - 1))
    words = sorted(_dictionary_words(run), key=lambda word: (-len(word), word)) if len(run) > 2 else []
    for word in words:
        start = run.find(word)
        while start >= 0:
            pairs = set(range(start, start + len(word) - 1))
            if pairs & uncovered:
                uncovered -= pairs
                chosen.append((start, word))
            start = run.find(word, start + 1)
    chosen.extend((at, run[at : at + 2]) for at in uncovered)
    return list(dict.fromkeys(lexeme for _at, lexeme in sorted(chosen)))


def quoted(lexeme: str) -> str:
    """A lexeme as the parsers of tsvector and tsquery take it verbatim."""
    return f"'{_escaped(lexeme)}'"


def wanted(lexeme: str) -> str:
    """A lexeme as a question asks for it: one character stands for everything that begins with it."""
    return f"{quoted(lexeme)}:*" if is_character(lexeme) else quoted(lexeme)


def wanted_of_sample(lexeme: str) -> str:
    """The same asked of rows of the sample, which have each character as a lexeme."""
    return quoted(f"·{lexeme}") if is_character(lexeme) else quoted(lexeme)


def _escaped(lexeme: str) -> str:
    return lexeme.replace("\\", "\\\\").replace("'", "''")
