"""The query language: words all of which must occur, "phrases", -exclusions, numbers in any brackets, dates, names."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from portal.kernel.search import dates, lexemes, parts
from portal.kernel.search.dates import Span
from portal.kernel.search.normalise import normalise, searchable, with_signs
from portal.kernel.search.parts import Part

MAX_LENGTH = 100
MAX_UNITS = 16
MAX_ALTERNATIVES = 4

#: The words before a colon, and what they mean; English for those whose keyboard is.
NAMES = {
    **dict.fromkeys(("标题", "题目", "title"), "title"),
    **dict.fromkeys(("文号", "发文字号", "number", "no"), "number"),
    **dict.fromkeys(("索引号", "index"), "index"),
    **dict.fromkeys(("日期", "时间", "date"), "date"),
    **dict.fromkeys(("类型", "kind", "type"), "kind"),
    **dict.fromkeys(("年份", "年", "year"), "year"),
    **dict.fromkeys(("部门", "单位", "dept", "department"), "department"),
    **dict.fromkeys(("栏目", "column"), "column"),
    **dict.fromkeys(("主题", "topic"), "topic"),
    **dict.fromkeys(("分类", "category"), "category"),
    **dict.fromkeys(("有效性", "效力", "validity"), "validity"),
    **dict.fromkeys(("对象", "受众", "audience"), "audience"),
}
_OWN_NAMES = frozenset({"title", "number", "index", "date"})
_KNOWN = "标题、文号、索引号、部门、栏目、主题、年份、日期、有效性、类型"
# Question words and particles that carry no content; dropped only when the text as typed finds nothing.
_EMPTY_WORDS = frozenset("的了和与及或是在有吗呢吧啊我要想对由从到把") | frozenset(
    ["关于", "怎么", "怎样", "如何", "什么", "哪些", "哪里", "多少", "为什么", "可以", "能否", "是否", "请问", "怎么办"]
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing the reader asked for: its folded text, the lexemes that must all be there, and how strictly.

    `spellings` are other ways of writing it, with the same lexemes; `alternatives` other ways of saying it, any of
    which will do, each as (text, lexemes). `follows` tells that no blank was typed between it and the unit before.
    """

    text: str
    lexemes: tuple[str, ...]
    quoted: bool = False
    is_number: bool = False
    in_title: bool = False
    spellings: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, tuple[str, ...]], ...] = ()
    follows: bool = field(default=False, compare=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that counts as a hit, as typed first."""
        return (self.text, *self.spellings, *(text for text, _lexemes in self.alternatives))

    @property
    def is_character(self) -> bool:
        """Whether all that is asked is that one ideograph stands somewhere."""
        return len(self.text) == 1 and lexemes.is_han(self.text) and not self.in_title and not self.alternatives

    def expression(self, mark: str = "", *, of_sample: bool = False) -> str:
        """The unit as a piece of tsquery; `mark` narrows words to titles (^), `of_sample` asks a sample only."""
        wanted = lexemes.wanted_of_sample if of_sample else lexemes.wanted
        if self.is_number:
            return " & ".join(map(wanted, self.lexemes))
        mark = "^" if self.in_title else mark
        ways = [self.lexemes, *(found for _text, found in self.alternatives)]
        pieces = [" & ".join(wanted(f"{mark}{lexeme}") for lexeme in way) for way in ways]
        return pieces[0] if len(pieces) == 1 else " | ".join(f"({piece})" for piece in pieces)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, in order; `notices` say what of it was left out.

    `named` are filters written in words (部门:…), `span` the dates, `index_number` what leads straight to its bearer,
    `synonyms` the pairs of a word and what else it may be called that were put to use.
    """

    units: tuple[Unit, ...] = ()
    excluded: tuple[Unit, ...] = ()
    notices: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    span: Span | None = None
    index_number: str = ""
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def numbers(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.is_number)

    @property
    def long_words(self) -> tuple[Unit, ...]:
        """Words so long that their lexemes may also stand apart in a text that does not hold them."""
        return tuple(unit for unit in self.units if len(unit.lexemes) > 1 and not unit.is_number)

    @property
    def phrase(self) -> str:
        """All that was asked for in one piece, as it would stand in a perfect title."""
        return "".join(unit.text for unit in self.units)

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to look for or to list by."""
        return bool(self.units or self.span or self.named)

    def expression(
        self, *, mark: str = "", facets: Iterable[str] = (), without: Collection[Unit] = (), of_sample: bool = False
    ) -> str:
        """The whole query as the text that `::tsquery` takes; empty when nothing is asked.

        `without` are units that are looked up elsewhere, `of_sample` makes it a question to rows of a sample only.
        """
        wanted = [f"({unit.expression(mark, of_sample=of_sample)})" for unit in self.units if unit not in without]
        wanted += [lexemes.quoted(lexeme) for lexeme in facets]
        wanted += self._days()
        if not wanted:
            return ""
        return " & ".join([*wanted, *self._nothing_of(of_sample=of_sample)])

    def own_number_expression(self, facets: Iterable[str] = ()) -> str:
        """Rows whose own number is the first one asked for."""
        own = [f"#{lexeme}" for lexeme in self.numbers[0].lexemes if lexeme.startswith("#")]
        return " & ".join([*map(lexemes.quoted, [*own, *facets]), *self._days(), *self._nothing_of()])

    def _nothing_of(self, *, of_sample: bool = False) -> list[str]:
        """What is excluded as pieces of tsquery."""
        return [f"!({unit.expression(of_sample=of_sample)})" for unit in self.excluded]

    def _days(self) -> list[str]:
        """The dates asked for as a piece of tsquery."""
        if self.span is None:
            return []
        days = lexemes.span_lexemes(self.span.first or date.min, self.span.last or date.max)
        return [f"({' | '.join(lexemes.quoted(lexeme) for lexeme in days)})"]

    def without(self, unit: Unit) -> "Query":
        return replace(self, units=tuple(kept for kept in self.units if kept is not unit))


def parse(text: str, *, on: date | None = None) -> Query:
    """Reads anything a person or a machine may type; never raises. Words relative to today (近三年) need `on`."""
    canonical, notices = parts.canonical_text(text), []
    if len(canonical) > MAX_LENGTH:
        canonical = canonical[:MAX_LENGTH]
        notices.append(f"检索词过长，只按前 {MAX_LENGTH} 个字检索。")
    units: list[Unit] = []
    excluded: list[Unit] = []
    named: list[tuple[str, str]] = []
    span: Span | None = None
    index_number = ""
    for part in parts.split(canonical, frozenset(NAMES)):
        name = NAMES.get(part.name, "")
        if name and name not in _OWN_NAMES:
            if part.excluded:
                notices.append(f"“{part.name}”不能用减号排除，已忽略。")
            elif searchable(part.text):
                named.append((name, part.text))
            continue
        if not part.excluded and not part.quoted and span is None and name in {"", "date"}:
            span = dates.read(part.text, on=on)
            if span:
                continue
        if parts.is_index_number(part.text) and not part.excluded:
            index_number = index_number or part.text
        notices += _misread(part, name)
        (excluded if part.excluded else units).extend(_units_of(part, in_title=name == "title"))
    units, excluded = _numbers_first(units), list(dict.fromkeys(excluded))
    if len(units) > MAX_UNITS:
        units = units[:MAX_UNITS]
        notices.append(f"检索词过多，只按前 {MAX_UNITS} 个词检索。")
    return Query(
        units=tuple(units),
        excluded=tuple(excluded[:MAX_UNITS]),
        notices=tuple(dict.fromkeys(notices)),
        named=tuple(dict.fromkeys(named)),
        span=span,
        index_number=index_number,
    )


def without_names(text: str, *names: str) -> str:
    """What was typed without the filters written in it under some of the names of `NAMES`, or under any of them."""
    words = [word for word, name in NAMES.items() if name not in _OWN_NAMES and (not names or name in names)]
    # What is in quotes is passed over whole.
    said = re.compile(rf'(?P<filter>(?<![^\s"])-?(?:{"|".join(words)})\s?:\s*(?:"[^"]*"|[^\s"]+))|"[^"]*"')
    kept, last = [], 0
    for match in said.finditer(parts.folded(text)):
        if match["filter"]:
            kept.append(text[last : match.start()])
            last = match.end()
    return " ".join(" ".join([*kept, text[last:]]).split())


def expand(query: Query, synonyms: Sequence[tuple[str, tuple[str, ...]]]) -> Query:
    """Each word may also be said otherwise: `synonyms` are folded words, each with its other names."""
    used: list[tuple[str, tuple[str, ...]]] = []
    joined = _joined(query.units, [word for word, _others in synonyms])
    units = tuple(_expanded(unit, synonyms, used) for unit in joined)
    return replace(query, units=units, synonyms=tuple(dict.fromkeys(used)))


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
        found = [replace(each, in_title=unit.in_title) for word in words for each in _units(word, quoted=False)]
        units.extend(_expanded(each, query.synonyms, []) for each in found)
    return replace(query, units=tuple(dict.fromkeys(units))[:MAX_UNITS])


def prefix_expression(text: str) -> str:
    """Titles that contain what is being typed; its last word may be unfinished."""
    canonical = normalise(text[:MAX_LENGTH])[:MAX_LENGTH]
    runs = list(lexemes.tokens(canonical))
    pieces = []
    for at, (run, han) in enumerate(runs):
        unit_lexemes = lexemes.cover(run) if han else [run]
        unfinished = at == len(runs) - 1 and not han
        pieces += [f"{lexemes.quoted(f'^{lexeme}')}{':*' if unfinished else ''}" for lexeme in unit_lexemes]
    return " & ".join(pieces)


def _units_of(part: Part, *, in_title: bool) -> list[Unit]:
    if part.number is not None:
        return [_number_unit(part.text, part.number)]
    # Who leaves out a word of letters and characters (-5G基站) does not leave out everything with one of them.
    found = _units(part.text, quoted=part.quoted or part.excluded)
    return [replace(unit, in_title=True) for unit in found] if in_title else found


def _misread(part: Part, name: str) -> list[str]:
    """What a name was taken for when it could not be followed."""
    if name == "number" and part.number is None:
        return ["文号没有写全（例如 沪房〔2024〕66号），已按普通词查找。"]
    if name == "index" and not parts.is_index_number(part.text):
        return ["索引号没有写全，已按普通词查找。"]
    if name == "date":
        return [f"“{part.text[:20]}”不是可以识别的日期，已按普通词查找。可以写 2024年、2024-05 或者 2023年..2024年。"]
    if unknown := parts.unknown_name(part):
        return [f"没有“{unknown}”这样的条件，已按普通词查找。可用的条件：{_KNOWN}。"]
    return []


def _numbers_first(units: list[Unit]) -> list[Unit]:
    return sorted(dict.fromkeys(units), key=lambda unit: not unit.is_number)


def _units(text: str, *, quoted: bool) -> list[Unit]:
    runs = list(lexemes.tokens(text))
    if quoted and len(runs) > 1:
        return [Unit(text.strip(), _covered(runs), quoted=True, spellings=with_signs(text.strip()))]
    return [
        Unit(run, _covered([(run, han)]), quoted=quoted, spellings=with_signs(run), follows=at > 0)
        for at, (run, han) in enumerate(runs)
    ]


def _covered(runs: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    return tuple(lexeme for run, han in runs for lexeme in (lexemes.cover(run) if han else [run]))


def _joined(units: tuple[Unit, ...], words: Iterable[str]) -> tuple[Unit, ...]:
    """A word of letters and characters (BIM技术) is one unit again where it has synonyms."""
    for word in words:
        runs = list(lexemes.tokens(word))
        for at in range(len(units) - len(runs) + 1) if len(runs) > 1 else ():
            some = units[at : at + len(runs)]
            if word in "".join(unit.text for unit in some) and _are_runs_of_one(some, runs):
                units = (*units[:at], _together(some), *units[at + len(runs) :])
                break
    return units


def _together(units: Sequence[Unit]) -> Unit:
    """One unit, which may be written with a blank between characters and letters."""
    first, *others = [unit.text for unit in units]
    apart = first
    for text in others:
        apart += f" {text}" if lexemes.is_han(apart[-1]) or lexemes.is_han(text[0]) else text
    covered = tuple(dict.fromkeys(lexeme for unit in units for lexeme in unit.lexemes))
    return replace(units[0], text="".join([first, *others]), lexemes=covered, spellings=(apart,))


def _are_runs_of_one(units: Sequence[Unit], runs: Sequence[tuple[str, bool]]) -> bool:
    """Whether the units are the runs of a word, characters before and behind it aside."""
    if any(unit.quoted or unit.is_number for unit in units) or not all(unit.follows for unit in units[1:]):
        return False
    first, *middle, last = zip(units, runs, strict=True)
    starts = first[0].text.endswith(first[1][0]) if first[1][1] else first[0].text == first[1][0]
    ends = last[0].text.startswith(last[1][0]) if last[1][1] else last[0].text == last[1][0]
    return starts and ends and all(unit.text == run for unit, (run, _han) in middle)


def _number_unit(text: str, number: lexemes.CitedNumber) -> Unit:
    exact = tuple(f"#{lexeme}" for lexeme in number.lexemes)
    organ = tuple(lexemes.cover(number.organ)) if number.organ else ()
    return Unit(text, (*organ, *exact), is_number=True)


def _expanded(
    unit: Unit, synonyms: Sequence[tuple[str, tuple[str, ...]]], used: list[tuple[str, tuple[str, ...]]]
) -> Unit:
    if unit.quoted or unit.is_number:
        return unit
    ways: dict[str, tuple[str, ...]] = {}
    for word, others in synonyms:
        at = unit.text.find(word)
        fresh = tuple(other for other in others if other not in unit.text)
        if at < 0 or not fresh or len(ways) >= MAX_ALTERNATIVES:
            continue
        used.append((word, fresh))
        for other in fresh[: MAX_ALTERNATIVES - len(ways)]:
            said = f"{unit.text[:at]}{other}{unit.text[at + len(word) :]}"[:MAX_LENGTH]
            ways[said] = _covered(lexemes.tokens(said))
    return replace(unit, alternatives=tuple(ways.items())) if ways else unit
