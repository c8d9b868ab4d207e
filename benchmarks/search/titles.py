"""Known titles, on whatever is published in the database: `python -m benchmarks.search.titles [ROUNDS]`.

Each round cuts a hundred titles to their middle six to ten characters and looks where their documents stand. A piece
that more titles hold than a page shows is cut longer, since no order could show them all on the first page; a title
whose ten characters still stand in too many is counted, and another drawn. Then every document that holds one of fifty
words of two characters is looked for: none may be missed. Import documents first:
`make import FOLDER=laws ARGS=--publish`.
"""

import os
import random
import sys
from collections import defaultdict
from collections.abc import Sequence

import django

ROUNDS, TITLES, WORDS = 5, 100, 50
_LENGTHS = range(6, 11)


def main(rounds: int = ROUNDS) -> int:
    """Prints both tables; 1 when a document was not on the first page, or a word missed one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    missed = sum([_titles(dice) for dice in map(random.Random, range(1, rounds + 1))])
    return 1 if missed + _words(random.Random(1)) else 0


def _titles(dice: random.Random) -> int:
    from benchmarks.measuring import print_table
    from policies.models import Document
    from portal.kernel.search.selectors import PAGE_SIZE, search
    from portal.kernel.ui.moment import now

    bearers: dict[str, set[int]] = defaultdict(set)
    for number, title in Document.objects.public(at=now()).values_list("pk", "title"):
        bearers[title].add(number)
    titles = [title for title in sorted(bearers) if len(title) > _LENGTHS[0]]
    first = shown = passed = asked = 0
    lost = []
    for title in dice.sample(titles, len(titles)):
        piece = _piece(title, list(bearers), dice.choice(_LENGTHS), most=PAGE_SIZE)
        if not piece:
            passed += 1
            continue
        page = search(text=piece, filters={}, order="relevance").hits
        places = [
            at for at, hit in enumerate(page) if hit.kind == "policies.document" and hit.object_id in bearers[title]
        ]
        first += 0 in places
        shown += bool(places)
        if not places:
            lost.append((piece, title))
        asked += 1
        if asked == TITLES:
            break
    print_table(
        ("titles", "first", "on the first page", "passed over"), [(str(asked), str(first), str(shown), str(passed))]
    )
    for piece, title in lost:
        print(f"   {piece} does not find {title}")
    return len(lost)


def _piece(title: str, titles: Sequence[str], shortest: int, *, most: int) -> str:
    """Its middle characters, more of them while too many titles hold them; empty if too many hold the longest too."""
    for length in range(shortest, _LENGTHS[-1] + 1):
        start = max(0, (len(title) - length) // 2)
        piece = title[start : start + length]
        if sum(piece in other for other in titles) <= most:
            return piece
    return ""


def _words(dice: random.Random) -> int:
    from portal.kernel.search import engine, finding, reading
    from portal.kernel.search.lexemes import is_han, segment
    from portal.kernel.search.models import SearchEntry, SearchText

    fields = ("entry_id", "folded_title", "folded", "number", "belongs_to")
    texts = {entry: "\n".join(rest) for entry, *rest in SearchText.objects.order_by("pk").values_list(*fields)}
    seen = {
        word for text in texts.values() for word in segment(text[:400]) if len(word) == 2 and all(map(is_han, word))
    }
    held = missed = 0
    for word in dice.sample(sorted(seen), WORDS):
        query = reading.understand(word, with_synonyms=False).query
        sql = f"SELECT id FROM {SearchEntry._meta.db_table} WHERE tsv @@ %s::tsquery"
        found = {entry for (entry,) in engine.ask(sql, [finding.Asked(query, ()).expression()])}
        bearers = {entry for entry, text in texts.items() if word in text}
        held += len(bearers)
        missed += len(bearers - found)
    print(f"{WORDS} words of two characters stand {held:,} times in documents; {missed} of these were not found")
    return missed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
