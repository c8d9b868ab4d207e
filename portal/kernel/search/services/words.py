"""Keeping the vocabulary in step with the titles, in the transaction that publishes or hides."""

from collections import Counter
from collections.abc import Sequence

from django.db import connection, transaction

from portal.kernel.search import lexemes
from portal.kernel.search.models import SearchEntry, SearchText, SearchWord
from portal.kernel.search.sounds import sound_of
from portal.kernel.search.vocabulary import words_of

_BATCH = 1000
_WORDS = SearchWord._meta.db_table
_ENTRIES = SearchEntry._meta.db_table
_TEXTS = SearchText._meta.db_table


def learn(titles: Sequence[tuple[int, str]]) -> None:
    """The words of some entries' titles, given as (entry, title); what those titles no longer say is passed on."""
    if not titles:
        return
    witnesses: dict[str, int] = {}
    for entry, title in titles:
        for word in words_of(title):
            witnesses.setdefault(word, entry)
    said = {(word, entry) for entry, title in titles for word in words_of(title)}
    stale = [
        word
        for word, witness in SearchWord.objects.filter(witness__in=[entry for entry, _title in titles]).values_list(
            "word", "witness"
        )
        if (word, witness) not in said
    ]
    _write(witnesses)
    _pass_on([word for word in stale if word not in witnesses])


def forget(entries: Sequence[int]) -> None:
    """Some entries are about to go: their words pass to another title that says them, or go as well."""
    if entries:
        _pass_on(list(SearchWord.objects.filter(witness__in=entries).values_list("word", flat=True)), without=entries)


def recount() -> int:
    """The number of titles of each word, and a witness for those that lost theirs; says how many words there are."""
    counts: Counter[str] = Counter()
    witnesses: dict[str, int] = {}
    titles = SearchText.objects.order_by("pk").values_list("pk", "title")
    for entry, title in titles.iterator(chunk_size=_BATCH):
        for word in words_of(title):
            counts[word] += 1
            witnesses.setdefault(word, entry)
    words = sorted(counts)
    for start in range(0, len(words), _BATCH):
        some = words[start : start + _BATCH]
        with transaction.atomic():
            _write({word: witnesses[word] for word in some})
            _count(some, counts)
    for word in SearchWord.objects.values_list("word", flat=True).iterator(chunk_size=_BATCH):
        if word not in counts:
            _pass_on([word])
    return len(words)


def _write(witnesses: dict[str, int]) -> None:
    """New words are added; known ones get a witness only where theirs is gone. Sorted, so that writers never cross."""
    words = sorted(witnesses)
    sounds = [sound_of(word) for word in words]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_WORDS} (word, sound, initials, alike, tail, documents, witness)"  # noqa: S608
            " SELECT word, sound, initials, alike, tail, 1, w"
            " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[])"
            " AS given (word, sound, initials, alike, tail, w)"
            f" ON CONFLICT (word) DO UPDATE SET witness = excluded.witness WHERE NOT EXISTS"
            f" (SELECT 1 FROM {_TEXTS} t WHERE t.entry_id = {_WORDS}.witness"
            f" AND position({_WORDS}.word IN t.folded_title) > 0)",
            [
                words,
                [sound.full for sound in sounds],
                [sound.initials for sound in sounds],
                [sound.alike for sound in sounds],
                [word[1:] for word in words],
                [witnesses[word] for word in words],
            ],
        )


def _count(words: list[str], counts: Counter[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_WORDS} SET documents = given.n FROM unnest(%s::text[], %s::int[]) AS given (word, n)"  # noqa: S608
            f" WHERE {_WORDS}.word = given.word AND {_WORDS}.documents <> given.n",
            [words, [counts[word] for word in words]],
        )


def _pass_on(words: Sequence[str], *, without: Sequence[int] = ()) -> None:
    """Each word to a title that says it, found by the word index; a word that nobody says is deleted."""
    orphans = []
    for word in sorted(words):
        expression = " & ".join(lexemes.quoted(f"^{lexeme}") for lexeme in lexemes.cover(word))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT e.id FROM {_ENTRIES} e JOIN {_TEXTS} t ON t.entry_id = e.id"  # noqa: S608
                " WHERE e.tsv @@ %s::tsquery AND e.id <> ALL(%s) AND position(%s IN t.folded_title) > 0 LIMIT 1",
                [expression, list(without), word],
            )
            found = cursor.fetchone()
        if found:
            SearchWord.objects.filter(pk=word).update(witness=found[0])
        else:
            orphans.append(word)
    SearchWord.objects.filter(pk__in=orphans).delete()
