"""Waiting times of the search selector over what is in the database: `python -m benchmarks.search.trial [ROUNDS]`."""

import os
import sys
import time

import django

from benchmarks.measuring import percentile, print_table

ROUNDS = 30
#: One of each kind: a syllable, words of two to six characters, several words, phrases, exclusions, numbers, misses.
QUERIES = (
    "房",
    "住房",
    "物业",
    "公租房",
    "物业管理",
    "住宅专项维修资金",
    "公共租赁住房 申请 条件",
    "加装电梯 补贴",
    "“物业服务”",
    "住房 -租赁",
    "云建规〔2026〕1号",
    "公积金提取",
    "補貼",
    "fangwu",
    "南极企鹅饲养办法",
)


def main(rounds: int = ROUNDS) -> int:
    """Every query in turn, round after round, as readers come; prints one line for each query."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    from portal.kernel.search.models import SearchEntry
    from portal.kernel.search.selectors import search

    waits: dict[str, list[float]] = {query: [] for query in QUERIES}
    totals: dict[str, int] = {}
    for number in range(rounds + 1):
        for query in QUERIES:
            start = time.perf_counter()
            page = search(text=query, filters={}, cursor="", order="")
            # The first round warms the caches and is not counted.
            if number:
                waits[query].append((time.perf_counter() - start) * 1000)
            totals[query] = page.total
    rows = [
        (query, str(totals[query]), *(f"{percentile(sorted(taken), share):.1f}" for share in (0.5, 0.95, 0.99)))
        for query, taken in waits.items()
    ]
    everything = sorted(wait for taken in waits.values() for wait in taken)
    rows.append(("all", "", *(f"{percentile(everything, share):.1f}" for share in (0.5, 0.95, 0.99))))
    print(f"{SearchEntry.objects.count()} entries, {rounds} rounds")
    print_table(("query", "hits", "p50 ms", "p95 ms", "p99 ms"), rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
