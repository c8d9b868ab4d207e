"""Known titles, on whatever is published in the database: `python -m benchmarks.search.titles [ROUNDS]`.

Each round cuts a hundred titles to their middle six to ten characters and looks where their documents stand. Then every
document that holds one of fifty words of two characters is looked for: none may be missed. Import documents first:
`make import FOLDER=laws ARGS=--publish`.
"""

import os
import random
import sys
from collections import defaultdict

import django

ROUNDS, TITLES, WORDS = 5, 100, 50
_LENGTHS = range(6, 11)


def main(rounds: int = ROUNDS) -> int:
    """Prints both tables; 1 when a piece that few titles hold is not on the first page, or a word missed a document."""
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
    titles = dice.sample(sorted(title for title in bearers if len(title) > _LENGTHS[0]), TITLES)
    first = shown = beyond = 0
    lost = []
    for title in titles:
        length = min(dice.choice(_LENGTHS), len(title))
        start = (len(title) - length) // 2
        piece = title[start : start + length]
        page = search(text=piece, filters={}, order="relevance").hits
        places = [
            at for at, hit in enumerate(page) if hit.kind == "policies.document" and hit.object_id in bearers[title]
        ]
        first += 0 in places
        shown += bool(places)
        if not places and sum(piece in other for other in bearers) > PAGE_SIZE:
            beyond += 1
        elif not places:
            lost.append((piece, title))
    print_table(
        ("titles", "first", "on the first page", "pieces that more titles hold than a page shows"),
        [(str(len(titles)), str(first), str(shown), str(beyond))],
    )
    for piece, title in lost:
        print(f"   {piece} does not find {title}")
    return len(lost)


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
