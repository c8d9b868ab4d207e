"""Did you mean: other spellings of a question that finds little, made of public words only."""

from portal.kernel.search import lexemes, terms
from portal.kernel.search.normalise import fold
from portal.kernel.search.plan import TooSlow, bounded
from portal.kernel.search.query import Query, Unit
from portal.kernel.search.sounds import sound_of
from portal.kernel.search.terms import Term

OFFERED = 3
_TIMEOUT_MS = 150
_SHORTEST, _LONGEST = 2, 6
_LONGEST_RUN = 16


def of(text: str, asked: Query) -> tuple[str, ...]:
    """The question with one word of it corrected, the likeliest first; nothing for numbers and quoted phrases."""
    found: list[tuple[int, int, str]] = []
    folded = fold(text)
    try:
        with bounded(_TIMEOUT_MS):
            for unit in asked.units:
                if unit.is_number or unit.quoted or unit.text not in folded:
                    continue
                for rank, wrong, right in _candidates(unit):
                    at = folded.index(unit.text) + unit.text.index(wrong)
                    found.append((rank, len(found), f"{text[:at]}{right}{text[at + len(wrong) :]}"))
    except TooSlow:
        return ()
    ordered = dict.fromkeys(corrected for _rank, _at, corrected in sorted(found))
    return tuple(" ".join(corrected.split()) for corrected in ordered)[:OFFERED]


def _candidates(unit: Unit) -> list[tuple[int, str, str]]:
    """Replacements as (rank, wrong piece, right word): same sound before one character off, long before short."""
    if unit.text.isascii():
        return _by_keyboard(unit.text) if unit.text.isalpha() else []
    if not lexemes.is_han(unit.text[0]) or len(unit.text) < _SHORTEST:
        return []
    run = unit.text[:_LONGEST_RUN]
    windows = _windows(run)
    known = terms.known(windows)
    if run in known:
        return []
    return [*_by_sound(windows, known), *_by_edit(run)]


def _by_keyboard(letters: str) -> list[tuple[int, str, str]]:
    """Pinyin typed without changing it into characters."""
    if len(letters) < _SHORTEST:
        return []
    words = terms.beginning_with("sound", letters, limit=OFFERED) or terms.beginning_with(
        "initials", letters, limit=OFFERED
    )
    return [(at, letters, word) for at, word in enumerate(words)]


def _by_sound(windows: list[str], known: set[str]) -> list[tuple[int, str, str]]:
    """Pieces that are no public word but sound like one."""
    wrong = [window for window in windows if window not in known]
    keys: dict[str, list[str]] = {}
    for window in wrong:
        keys.setdefault(sound_of(window).alike, []).append(window)
    matches: list[tuple[int, Term, str]] = []
    for term in terms.sounding_like(list(keys)) if keys else []:
        matches += [(-len(window), term, window) for window in keys.get(term.alike, ()) if window != term.word]
    matches.sort(key=lambda match: (match[0], -match[1].documents, match[1].word))
    return [(10 + at, window, term.word) for at, (_length, term, window) in enumerate(matches)]


def _by_edit(run: str) -> list[tuple[int, str, str]]:
    """One character more, less or other than a public word; only for whole runs of three to six."""
    if not 3 <= len(run) <= _LONGEST:
        return []
    return [(100 + at, run, term.word) for at, term in enumerate(terms.one_edit_from(run)) if len(term.word) > 2]


def _windows(run: str) -> list[str]:
    lengths = range(_SHORTEST, min(_LONGEST, len(run)) + 1)
    return [run[at : at + length] for length in lengths for at in range(len(run) - length + 1)]
