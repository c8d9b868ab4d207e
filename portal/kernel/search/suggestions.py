"""What somebody typing may be looking for: hot words, words, topics, departments, numbers and titles, all public."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.kernel.people.models import Department
from portal.kernel.search import lexemes, numbers, plan, query, terms
from portal.kernel.search.models import SearchEntry, SearchText
from portal.kernel.search.normalise import normalise
from portal.kernel.search.sounds import sound_of
from portal.kernel.taxonomy.models import Topic
from portal.kernel.ui import face

LIMIT = 10
MAX_TYPED = 40
LABELS = {
    "hot": "常搜",
    "word": "词",
    "topic": "主题",
    "department": "部门",
    "number": "文号",
    "title": "标题",
}
_MOST = {"hot": 2, "word": 4, "topic": 2, "department": 2, "number": 3, "title": LIMIT}
_TIMEOUT_MS = 200
_TITLES_READ = 40


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list: `text` is shown, `fill` is what will be looked for, `url` leads straight to a page."""

    kind: str
    text: str
    fill: str
    url: str = ""

    @property
    def kind_label(self) -> str:
        return LABELS[self.kind]


def suggest(typed: str, *, limit: int = LIMIT) -> tuple[Suggestion, ...]:
    """The best few, each text once; nothing when nothing fits or when it would take too long."""
    folded = " ".join(normalise(typed[:MAX_TYPED]).split())
    if not any(character.isalnum() for character in folded):
        return ()
    found: dict[str, Suggestion] = {}
    try:
        with plan.bounded(_TIMEOUT_MS):
            for maker in (_hot, _numbers, _words, _topics, _departments, _titles):
                for suggestion in maker(folded):
                    # A title that is also a phrase leads to its page, from where the phrase stood.
                    if suggestion.text not in found or suggestion.kind == "title":
                        found[suggestion.text] = suggestion
                if len(found) >= limit:
                    break
    except plan.TooSlow:
        return ()
    return tuple(found.values())[:limit]


def _hot(typed: str) -> Iterator[Suggestion]:
    yield from _fitting("hot", ((word, word) for word in face.hot_words()), typed)


def _words(typed: str) -> Iterator[Suggestion]:
    if typed.isascii():
        letters = _letters(typed)
        if len(letters) < 2:
            return
        words = terms.beginning_with("initials", letters, limit=_MOST["word"])
        words += terms.beginning_with("sound", letters, limit=_MOST["word"])
        # The initials of a whole word are meant before the first syllable of another.
        ordered = sorted(dict.fromkeys(words), key=lambda word: sound_of(word).initials != letters)
    else:
        ordered = terms.beginning_with("word", typed, limit=_MOST["word"] + 1)
    yield from (Suggestion("word", word, word) for word in ordered[: _MOST["word"]] if word != typed)


def _topics(typed: str) -> Iterator[Suggestion]:
    names = Topic.objects.order_by("position", "pk").values_list("name", flat=True)
    yield from _fitting("topic", ((name, f"主题:{name}") for name in names), typed)


def _departments(typed: str) -> Iterator[Suggestion]:
    rows = Department.objects.active().order_by("position", "pk").values_list("name", "short_name")
    yield from _fitting("department", ((short or name, f"部门:{short or name}") for name, short in rows), typed)


def _numbers(typed: str) -> Iterator[Suggestion]:
    if not any(character.isdigit() for character in typed):
        return
    beginning = numbers.beginning_of_key(typed)
    for column, shown in (("number_key", "number"), ("index_key", "index_number")):
        rows = SearchText.objects.exclude(**{column: ""}).filter(**{f"{column}__startswith": beginning})
        for number, url in rows.order_by(column, "pk").values_list(shown, "url")[: _MOST["number"]]:
            yield Suggestion("number", number, number, url)


def _titles(typed: str) -> Iterator[Suggestion]:
    """Titles that begin so, then titles that hold the piece, short ones first."""
    texts = SearchText.objects.filter(folded_title__startswith=typed)
    shown = list(texts.values_list("title", "folded_title", "url")[:_TITLES_READ])
    if len(shown) < LIMIT and (len(typed) > 1 or not lexemes.is_han(typed)):
        with plan.within_time(_TIMEOUT_MS):
            matching = SearchEntry.objects.filter(tsv__matches=query.prefix_expression(typed))
            entries = list(matching.values_list("pk", flat=True)[: _TITLES_READ * 5])
        inside = SearchText.objects.filter(pk__in=entries).values_list("title", "folded_title", "url")
        shown += [row for row in inside if typed in row[1]]
    ordered = sorted(shown, key=lambda row: (not row[1].startswith(typed), len(row[0]), row[0]))
    yield from (Suggestion("title", title, title, url) for title, _folded, url in ordered)


def _fitting(kind: str, named: Iterable[tuple[str, str]], typed: str) -> Iterator[Suggestion]:
    """Of few names those that hold what is typed, or sound like it from the beginning."""
    left = _MOST[kind]
    for name, fill in named:
        folded = normalise(name)
        letters = _letters(typed)
        sound = sound_of(folded) if len(letters) > 1 else None
        by_sound = sound is not None and (sound.full.startswith(letters) or sound.initials.startswith(letters))
        if left and (typed in folded or by_sound):
            left -= 1
            yield Suggestion(kind, name, fill)


def _letters(typed: str) -> str:
    """Pinyin as it stands in the field while an input method is at work, without its separators."""
    letters = typed.replace("'", "").replace(" ", "")
    return letters if letters.isascii() and letters.isalpha() else ""
