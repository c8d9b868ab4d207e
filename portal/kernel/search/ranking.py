"""Relevance: title before text, the phrase before its words, short titles before long ones, newer before older."""

from dataclasses import dataclass

_YEARS_TO_HALF = 6
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a possible hit is judged by; `day` is the ordinal of its date, `title` is folded."""

    entry_id: int
    day: int
    title: str
    in_title: bool
    own_number: bool
    boost: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a hit stands in the list; unique, so that a page can begin after it."""

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
    if phrase and phrase in title:
        points += 40
        points += 25 if title.startswith(phrase) else 0
        points += 40 if title == phrase else 0
    years = max(0, newest - candidate.day) / _DAYS_A_YEAR
    points += 10 * 0.5 ** (years / _YEARS_TO_HALF)
    return round((points + candidate.boost) * 100)


def placed(candidates: list[Candidate], *, phrase: str, words: tuple[str, ...]) -> list[Place]:
    """The places of all candidates, best first."""
    if not candidates:
        return []
    newest = max(candidate.day for candidate in candidates)
    places = [
        Place(
            score(candidate, phrase=phrase, words=words, newest=newest),
            candidate.day,
            candidate.entry_id,
        )
        for candidate in candidates
    ]
    return sorted(places, key=lambda place: (place.score, place.day, place.entry_id), reverse=True)
