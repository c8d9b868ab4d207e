"""Relevance: title before text, the phrase before its words, short titles before long ones, words that stand together
before words apart, newer before older.
"""

from collections.abc import Sequence
from typing import NamedTuple

_YEARS_TO_HALF = 6
_DAYS_A_YEAR = 365.25
# So often is a word looked for in one text, to see how near it comes to the others.
_OCCURRENCES = 40
# So many characters between the words of a question are as near as none.
_SENTENCE = 24


# No hit has more whose title does not hold all that was asked, unless it bears the number; with a boost 20 more.
_MOST_WITHOUT_TITLE = 85
MOST_WITHOUT_TITLE = (_MOST_WITHOUT_TITLE + 20) * 100


class Candidate(NamedTuple):
    """What a possible hit is judged by; `day` is the ordinal of its date, `title` is folded, `nearness` from 0 to 1."""

    entry_id: int
    day: int
    title: str
    in_title: bool
    own_number: bool
    boost: int = 0
    nearness: float = 0.0


class Place(NamedTuple):
    """Where a hit stands in the list: the greater, the nearer its head. Unique, so that a page can begin after it."""

    score: int
    day: int
    entry_id: int


def score(candidate: Candidate, *, phrase: str, words: tuple[str, ...], newest: int) -> int:
    """Hundredths of a point, so that two computations always agree."""
    title = candidate.title.replace(" ", "")
    points = 1000.0 if candidate.own_number else 0.0
    if candidate.in_title:
        points += 60
        points += 40 * min(1.0, sum(len(word) for word in words) / max(1, len(title)))
    elif words:
        points += 30 * sum(word in title for word in words) / len(words)
        points += 25 * candidate.nearness
    if phrase and phrase in title:
        points += 40
        points += 25 if title.startswith(phrase) else 0
        points += 40 if title == phrase else 0
    years = max(0, newest - candidate.day) / _DAYS_A_YEAR
    points += 10 * 0.5 ** (years / _YEARS_TO_HALF)
    if not candidate.in_title and not candidate.own_number:
        points = min(points, _MOST_WITHOUT_TITLE)
    return round((points + candidate.boost) * 100)


def nearness(text: str, words: tuple[str, ...]) -> float:
    """1 where the words stand in one sentence, less the longer the shortest piece with all of them is; 0 without it."""
    places: list[tuple[int, int]] = []
    for number, word in enumerate(words):
        at, found = text.find(word), 0
        while at >= 0 and found < _OCCURRENCES:
            places.append((at, number))
            at, found = text.find(word, at + 1), found + 1
        if not found:
            return 0.0
    places.sort()
    last: dict[int, int] = {}
    shortest = len(text)
    for at, number in places:
        last[number] = at
        if len(last) == len(words):
            shortest = min(shortest, at + len(words[number]) - min(last.values()))
    return min(1.0, (sum(map(len, words)) + _SENTENCE) / max(1, shortest))


def placed(candidates: Sequence[Candidate], *, phrase: str, words: tuple[str, ...], newest: int) -> list[Place]:
    """The places of all candidates, best first; `newest` is the day that ages are counted from."""
    places = [
        Place(
            score(candidate, phrase=phrase, words=words, newest=newest),
            candidate.day,
            candidate.entry_id,
        )
        for candidate in candidates
    ]
    return sorted(places, reverse=True)
