"""How words sound, for those who type pinyin or pick the wrong character."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin

# What many speakers do not tell apart: zh/z, ch/c, sh/s, a final ng/n, an initial l/n.
_ALIKE = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"ng$"), "n"), (re.compile(r"^l"), "n"))


@dataclass(frozen=True, slots=True)
class Sound:
    """The syllables in one piece, their first letters, and a key equal for what is easily confused."""

    full: str
    initials: str
    alike: str


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> Sound:
    """The sound of a folded word; letters and digits in it stand for themselves."""
    syllables = [syllable.replace("ü", "v") for syllable in lazy_pinyin(word)]
    return Sound(
        "".join(syllables), "".join(syllable[:1] for syllable in syllables), " ".join(map(_confused, syllables))
    )


def _confused(syllable: str) -> str:
    for pattern, replacement in _ALIKE:
        syllable = pattern.sub(replacement, syllable)
    return syllable
