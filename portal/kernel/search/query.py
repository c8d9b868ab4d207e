"""The query language: words all of which must occur, "phrases", -exclusions, document numbers in any brackets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.kernel.search import lexemes
from portal.kernel.search.normalise import normalise

MAX_LENGTH = 100
MAX_UNITS = 16

_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]+)"|(?P<plain>[^\s"]+))')
# Question words and particles that carry no content; dropped only when the text as typed finds nothing.
_EMPTY_WORDS = frozenset("的了和与及或是在有吗呢吧啊我要想对由从到把") | {
    *(
        "关于",
        "怎么",
        "怎样",
        "如何",
        "什么",
        "哪些",
        "哪里",
        "多少",
        "为什么",
        "可以",
        "能否",
        "是否",
        "请问",
        "怎么办",
    ),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing the reader asked for: its folded text, the lexemes that must all be there, and how strictly."""

    text: str
    lexemes: tuple[str, ...]
    quoted: bool = False
    is_number: bool = False

    def expression(self, mark: str = "") -> str:
        """The unit as a piece of tsquery; `mark` narrows words to titles (^)."""
        if self.is_number:
            return " & ".join(lexemes.quoted(lexeme) for lexeme in self.lexemes)
        return " & ".join(_quoted(mark, lexeme) for lexeme in self.lexemes)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, in order; `notices` say what of it was left out."""

    units: tuple[Unit, ...] = ()
    excluded: tuple[Unit, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.is_number)

    @property
    def phrases(self) -> tuple[Unit, ...]:
        """Units that must stand in the text letter for letter."""
        return tuple(unit for unit in self.units if unit.quoted)

    @property
    def long_words(self) -> tuple[Unit, ...]:
        """Words so long that their lexemes may also stand apart in a text that does not hold them."""
        return tuple(unit for unit in self.units if len(unit.lexemes) > 1 and not unit.is_number)

    @property
    def phrase(self) -> str:
        """All that was asked for in one piece, as it would stand in a perfect title."""
        return "".join(unit.text for unit in self.units)

    def expression(self, *, mark: str = "", facets: Iterable[str] = ()) -> str:
        """The whole query as the text that `::tsquery` takes; empty when nothing is asked."""
        wanted = [f"({unit.expression(mark)})" for unit in self.units]
        wanted += [lexemes.quoted(lexeme) for lexeme in facets]
        if not wanted:
            return ""
        return " & ".join([*wanted, *(f"!({unit.expression()})" for unit in self.excluded)])

    def own_number_expression(self, facets: Iterable[str] = ()) -> str:
        """Rows whose own number is the first one asked for."""
        own = [f"#{lexeme}" for lexeme in self.numbers[0].lexemes if lexeme.startswith("#")]
        return " & ".join(lexemes.quoted(lexeme) for lexeme in [*own, *facets])

    def without(self, unit: Unit) -> "Query":
        return replace(self, units=tuple(kept for kept in self.units if kept is not unit))


def parse(text: str) -> Query:
    """Reads anything a person or a machine may type; never raises."""
    canonical = " ".join(normalise(text).split())
    notices = []
    if len(canonical) > MAX_LENGTH:
        canonical = canonical[:MAX_LENGTH]
        notices.append(f"检索词过长，只按前 {MAX_LENGTH} 个字检索。")
    numbers = lexemes.numbers(canonical)
    units = [_number_unit(canonical, number) for number in numbers]
    excluded: list[Unit] = []
    for number in reversed(numbers):
        canonical = f"{canonical[: number.start]} {canonical[number.end :]}"
    for match in _PART.finditer(canonical):
        found = _units(match["phrase"] or match["plain"], quoted=match["phrase"] is not None)
        (excluded if match["minus"] else units).extend(found)
    units, excluded = list(dict.fromkeys(units)), list(dict.fromkeys(excluded))
    if len(units) > MAX_UNITS:
        units = units[:MAX_UNITS]
        notices.append(f"检索词过多，只按前 {MAX_UNITS} 个词检索。")
    return Query(tuple(units), tuple(excluded[:MAX_UNITS]), tuple(notices))


def loosened(query: Query) -> Query:
    """Long runs split into words, empty words left out: what to try when the text as typed finds nothing."""
    units: list[Unit] = []
    for unit in query.units:
        if unit.is_number:
            units.append(replace(unit, lexemes=tuple(lexeme for lexeme in unit.lexemes if lexeme.startswith("#"))[:1]))
            continue
        if unit.quoted or len(unit.text) < 3:
            units.append(unit)
            continue
        words = [word for word in lexemes.segment(unit.text) if word not in _EMPTY_WORDS]
        units.extend(found for word in words for found in _units(word, quoted=False))
    return replace(query, units=tuple(dict.fromkeys(units))[:MAX_UNITS])


def prefix_expression(text: str) -> str:
    """Titles that contain what is being typed; its last word may be unfinished."""
    canonical = normalise(text)[:MAX_LENGTH]
    runs = list(lexemes.tokens(canonical))
    pieces = []
    for at, (run, han) in enumerate(runs):
        unit_lexemes = lexemes.cover(run) if han else [run]
        unfinished = at == len(runs) - 1 and not han
        pieces += [f"{_quoted('^', lexeme)}{':*' if unfinished else ''}" for lexeme in unit_lexemes]
    return " & ".join(pieces)


def _units(text: str, *, quoted: bool) -> list[Unit]:
    runs = list(lexemes.tokens(text))
    if quoted and len(runs) > 1:
        covered = tuple(lexeme for run, han in runs for lexeme in (lexemes.cover(run) if han else [run]))
        return [Unit(text.strip(), covered, quoted=True)]
    return [Unit(run, tuple(lexemes.cover(run)) if han else (run,), quoted=quoted) for run, han in runs]


def _number_unit(canonical: str, number: lexemes.CitedNumber) -> Unit:
    exact = tuple(f"#{lexeme}" for lexeme in number.lexemes)
    organ = tuple(lexemes.cover(number.organ)) if number.organ else ()
    return Unit(canonical[number.start : number.end].strip(), (*organ, *exact), is_number=True)


def _quoted(mark: str, lexeme: str) -> str:
    """A single ideograph stands for every word that begins with it, or is the last of its run."""
    is_one_han = len(lexeme) == 1 and not lexeme.isascii() and lexemes.is_han(lexeme)
    return f"{lexemes.quoted(mark + lexeme)}{':*' if is_one_han else ''}"
