"""Which words of a title are worth remembering: dictionary words and the short phrases they make."""

from collections.abc import Iterator

from portal.kernel.search import lexemes
from portal.kernel.search.models.words import LONGEST_WORD
from portal.kernel.search.normalise import fold

_LONGEST_PHRASE = 8
_WORDS_IN_A_PHRASE = 3
# They stand in every title and mean nothing by themselves; no phrase begins, ends or goes on across them.
_EMPTY = frozenset("的了和与及或是在有对由从到把为等于被之其以并") | frozenset(
    {"关于", "印发", "转发", "进一步", "有关", "做好", "若干", "以及", "本市", "我市", "开展", "认真", "切实"}
)


def words_of(title: str) -> set[str]:
    """The words and phrases of a title in the spelling of the index, each a contiguous piece of it."""
    found: set[str] = set()
    for run, han in lexemes.tokens(fold(title)):
        if han:
            for stretch in _stretches(run):
                found.update(_phrases(stretch))
    return found


def _stretches(run: str) -> Iterator[list[str]]:
    """The words between the empty ones."""
    stretch: list[str] = []
    for word in lexemes.segment(run):
        if word in _EMPTY:
            yield stretch
            stretch = []
        else:
            stretch.append(word)
    yield stretch


def _phrases(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _WORDS_IN_A_PHRASE) + 1):
            phrase = "".join(words[start:end])
            if 2 <= len(phrase) <= (LONGEST_WORD if end == start + 1 else _LONGEST_PHRASE):
                yield phrase
