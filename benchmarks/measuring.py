"""Percentiles and a plain table, for every measurement here."""

import time
from collections.abc import Iterable, Sequence

_SUMMED = 2_000_000


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value below which this share of a sorted list lies (nearest rank)."""
    return sorted_values[min(len(sorted_values) - 1, max(0, round(share * len(sorted_values) + 0.5) - 1))]


def pace() -> float:
    """Milliseconds of a fixed sum, the median of five: how quick the machine is just now, for tables of other days."""
    taken = []
    for _time in range(5):
        started = time.perf_counter()
        sum(range(_SUMMED))
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)[2]


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as what stands in them; Chinese characters count twice."""
    table = [tuple(heads), *(tuple(row) for row in rows)]
    widths = [max(_width(row[number]) for row in table) for number in range(len(heads))]
    for row in table:
        print("  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
