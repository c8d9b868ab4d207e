"""What is asked: about 290 questions cut from the corpus itself, always the same for the same number of documents."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.search.corpus import KINDS, Text, make
from benchmarks.search.vocabulary import vocabulary

_RUN = re.compile(r"[\u4e00-\u9fff]{12,}")
# (kind of question, how many)
PLAN = (
    ("one character", 14),
    ("common word", 40),
    ("word", 50),
    ("long word", 30),
    ("phrase", 56),
    ("quoted phrase", 20),
    ("two words", 40),
    ("number", 20),
    ("word with filter", 20),
)
KNOWN_ITEMS = 100


@dataclass(frozen=True, slots=True)
class Question:
    """Words as typed, filters, and what must be in a text that answers (empty where order or filters decide)."""

    sort: str
    text: str
    filters: dict[str, str] = field(default_factory=dict, hash=False)
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A document and two ways in which somebody who remembers it, and no other, may ask for it."""

    number: int
    contiguous: str
    loose: str


def questions(documents: int) -> list[Question]:
    """In mixed order, as readers ask."""
    dice = random.Random(20_240_501)
    found = [question for sort, count in PLAN for question in _sort(sort, count, dice, documents)]
    dice.shuffle(found)
    return found


def known_items(documents: int, titles: Sequence[str]) -> list[KnownItem]:
    """Half are remembered by their titles, half by a sentence; what several titles say is nobody's memory of one."""
    dice = random.Random(20_240_502)
    return [_known_item(dice, documents, titles, by_title=at % 2 == 1) for at in range(KNOWN_ITEMS)]


def _known_item(dice: random.Random, documents: int, titles: Sequence[str], *, by_title: bool) -> KnownItem:
    while True:
        text = make(dice.randrange(documents))
        run = text.title[text.title.index("关于") :] if by_title else _run(text, dice)
        length = min(len(run), dice.randint(8, 12))
        start = dice.randint(0, len(run) - length)
        piece = run[start : start + length]
        whole = text.title if by_title else _run(text, dice)
        third = len(whole) // 3
        loose = [whole[begin : begin + third][-dice.randint(3, 4) :] for begin in (0, third, 2 * third)]
        if not by_title or (_sayers([piece], titles) == 1 and _sayers(loose, titles) == 1):
            return KnownItem(text.number, piece, " ".join(loose))


def _sayers(pieces: Sequence[str], titles: Sequence[str]) -> int:
    return sum(all(piece in title for piece in pieces) for title in titles)


def _sort(sort: str, count: int, dice: random.Random, documents: int) -> Iterator[Question]:
    for at in range(count):
        text = make(dice.randrange(documents))
        if sort == "number":
            yield Question(sort, text.sign.translate(str.maketrans("〔〕", dice.choice(("[]", "()", "〔〕")))))
        elif sort == "word with filter":
            word = _word(dice, 2, 2_000)
            wish = ({"year": str(dice.randint(2008, 2025))}, {"kind": f"bench.{dice.choice(KINDS)}"})[at % 2]
            yield Question(sort, word, wish)
        else:
            pieces = _pieces(sort, at, text, dice)
            typed = " ".join(pieces)
            yield Question(sort, f'"{typed}"' if sort == "quoted phrase" else typed, pieces=pieces)


def _pieces(sort: str, at: int, text: Text, dice: random.Random) -> tuple[str, ...]:
    run = _run(text, dice)
    match sort:
        case "one character":
            return (dice.choice(run),)
        case "common word":
            return (_word(dice, 2, 400),)
        case "word":
            return (_word(dice, 2, 60_000),)
        case "long word":
            return (_word(dice, dice.choice((3, 4)), 60_000),)
        case "two words":
            return (_word(dice, 2, 3_000), _word(dice, 2, 20_000))
        case _:
            length = 2 + at % 7
            start = dice.randint(0, len(run) - length)
            return (run[start : start + length],)


def _run(text: Text, dice: random.Random) -> str:
    runs = _RUN.findall(text.body)
    return str(dice.choice(runs)) if runs else text.title


def _word(dice: random.Random, length: int, most: int) -> str:
    """A word of this length among the most frequent ones, common ones more often."""
    words = [word for word in vocabulary().words[:most] if len(word) == length]
    return words[int(len(words) ** dice.random())]
