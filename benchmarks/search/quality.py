"""Whether everything is found that stands in the texts, and nothing shown that does not."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from benchmarks.search import ours, tables
from benchmarks.search.questions import Question
from portal.kernel.search.normalise import fold


def recall(every: Sequence[Question], documents: int) -> tuple[list[str], dict[Question, int]]:
    """Against a plain look into every title and text; by kind of question. And how many texts hold each."""
    asked = [question for question in every if question.pieces and not question.filters]
    truth = {question: bytearray(documents) for question in asked}
    texts: dict[int, str] = {}
    shown = {question: ours.ask(question) for question in asked}
    wanted = {number for numbers in shown.values() for number in numbers}
    for number, title, body in tables.rows(("pk", "title", "body")):
        text = f"{fold(title)}\n{fold(body)}"
        if number in wanted:
            texts[number] = text
        for question, holds in truth.items():
            if all(piece in text for piece in question.pieces):
                holds[number] = 1
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for question, holds in truth.items():
        hits = bytearray(documents)
        for number in ours.found(question):
            hits[number] = 1
        both = (int.from_bytes(holds) & int.from_bytes(hits)).bit_count()
        # Where nothing holds it, other things are shown and that is said.
        listed = shown[question] if any(holds) else []
        right = sum(all(piece in texts[number] for piece in question.pieces) for number in listed)
        for at, more in enumerate((sum(holds), both, sum(hits), len(listed), right)):
            sums[question.sort][at] += more
    lines = [
        f"{sort}: recall {_share(both, held)}, rows of the index that hold it {_share(both, hits)},"
        f" shown that hold it {_share(right, listed)}"
        for sort, (held, both, hits, listed, right) in sorted(sums.items())
    ]
    return lines, {question: int.from_bytes(holds).bit_count() for question, holds in truth.items()}


def counted(count: Callable[[Question], int], truth: Mapping[Question, int]) -> str:
    """What another engine counts as a share of the texts that hold what is asked; by kind of question."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for question, held in truth.items():
        sums[question.sort][0] += count(question)
        sums[question.sort][1] += held
    return ", ".join(f"{sort} {_share(found, held)}" for sort, (found, held) in sorted(sums.items()))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"
