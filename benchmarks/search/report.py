"""What is measured, engine by engine, and the table it ends in."""

import argparse
import gc
import json
import multiprocessing
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.db import connections

from benchmarks.measuring import pace, percentile, print_table
from benchmarks.search import ours, quality, tables
from benchmarks.search.questions import KnownItem, Question, known_items, questions
from benchmarks.search.rivals import Like, Tantivy, Trigrams, shown
from benchmarks.search.xapian_rival import Xapian
from portal.kernel.search.services import indexing

HEADS = (
    "engine",
    "build s",
    "size MB",
    "asked",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "max ms",
    "MRR piece",
    "MRR loose",
    "pace ms",
)
_CLIENTS = 4
# One in so many is asked before the clock starts.
_FIRST_ASKED = 4
_PUBLISHED = 60
# What waits seconds for each answer is asked less of more documents.
_FULLY_ASKED, _ASKED_AT_LEAST = 200_000, 3

Ask = Callable[[Question], list[int]]
Row = tuple[str, ...]


class Built:
    """The seconds each index took to make, kept beside the indexes for the runs that ask what an earlier one built."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / "built.json" if folder else None
        self._seconds: dict[str, float] = {}
        if self._file and self._file.exists():
            self._seconds = json.loads(self._file.read_text(encoding="utf-8"))

    def took(self, name: str, seconds: float) -> None:
        self._seconds[name] = seconds
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(self._seconds), encoding="utf-8")

    def has(self, name: str) -> bool:
        """Whether it was made to its end; what a run that was broken off has left cannot be asked."""
        return name in self._seconds

    def seconds(self, name: str) -> str:
        return f"{self._seconds[name]:.0f}" if name in self._seconds else ""


def run(parts: Sequence[str], asked: argparse.Namespace, folder: Path) -> int:
    """The parts asked for, each printed when it is done, and all of them together at the end."""
    rows: list[Row] = []
    notes: list[str] = []
    truth: dict[Question, int] = {}
    every = questions(asked.docs)
    items = known_items(asked.docs, [title for (title,) in tables.rows(("title",))])
    # As a process of the web does when it has started: what the benchmark keeps is not for its collector.
    gc.collect()
    gc.freeze()
    if {"portal", "clients", "publish", "quality"} & set(parts):
        rows += _portal(parts, asked, every, items, notes, truth)
    for name, rival in (("tantivy", Tantivy), ("xapian", Xapian)):
        if name in parts:
            rows += _store(rival(folder), asked, every, items, notes, truth)
    if "trigrams" in parts:
        rows += _statements(Trigrams(), asked, every, notes)
    if "like" in parts:
        Trigrams().drop()
        rows += _statements(Like(), asked, every, notes)
    print(f"\n{asked.docs:,} documents, {len(every)} questions, {asked.rounds} rounds; top 20 + count + facets")
    print_table(HEADS, rows)
    print("pace: a sum of two million numbers when these questions had been asked; a quicker machine needs less")
    for note in notes:
        print(note)
    return 0


def _portal(
    parts: Sequence[str],
    asked: argparse.Namespace,
    every: list[Question],
    items: list[KnownItem],
    notes: list[str],
    truth: dict[Question, int],
) -> list[Row]:
    """`truth` is told how many texts hold each question, if they are all looked into."""
    built = Built(asked.folder)
    if asked.fresh or not ours.is_built(asked.docs):
        print("== building the portal's index", flush=True)
        built.took(ours.NAME, ours.build(asked.docs, asked.workers))
    build = built.seconds(ours.NAME)
    rows: list[Row] = []
    if "portal" in parts:
        print("== asking the portal", flush=True)
        mrr = _known(ours.ask, items)
        for order in ("relevance", "date"):
            waits = _timed(lambda question, order=order: ours.ask(question, order), every, asked.rounds)
            rows.append(
                _row(f"portal by {order}", build, ours.size(), waits, mrr if order == "relevance" else ("", ""))
            )
            build = ""
    if "clients" in parts:
        print(f"== {_CLIENTS} clients at once", flush=True)
        waits = _together(every, asked.rounds)
        rows.append(_row(f"portal, {_CLIENTS} clients", "", ours.size(), waits, ("", "")))
    if "publish" in parts:
        _note(notes, _publishing(asked.docs))
    # Last: it reads every text, and the memory that the others were measured with is full of them afterwards.
    if "quality" in parts:
        print("== comparing with what the texts hold", flush=True)
        lines, held = quality.recall(every, asked.docs)
        _note(notes, *lines)
        truth.update(held)
    return rows


def _store(
    rival: Any,
    asked: argparse.Namespace,
    every: list[Question],
    items: list[KnownItem],
    notes: list[str],
    truth: dict[Question, int],
) -> list[Row]:
    if isinstance(rival, Xapian) and not rival.is_installed():
        _note(notes, "Xapian skipped: Debian's python3-xapian is not installed (apt-get install python3-xapian).")
        return []
    built = Built(asked.folder)
    if asked.fresh or not built.has(rival.name) or not rival.open():
        print(f"== building {rival.name}", flush=True)
        built.took(rival.name, rival.build())
    print(f"== asking {rival.name}", flush=True)
    waits = _timed(lambda question: shown(rival.ask(question), question), every, asked.rounds)
    rows = [_row(rival.name, built.seconds(rival.name), rival.size(), waits, _known(rival.ask, items))]
    # Not an answer yet, but what such figures usually tell.
    waits = _timed(rival.ask, every, asked.rounds)
    rows.append(_row(f"{rival.name}, bare numbers", "", rival.size(), waits, ("", "")))
    if truth:
        _note(notes, f"{rival.name} counts, of the texts that hold it: {quality.counted(rival.count, truth)}")
    if isinstance(rival, Xapian):
        rival.close()
    return rows


def _statements(rival: Like, asked: argparse.Namespace, every: list[Question], notes: list[str]) -> list[Row]:
    """Slow ways are asked a part of the questions, the same for everybody: every so-manieth of the mixed list."""
    built = Built(asked.folder)
    print(f"== building {rival.name}", flush=True)
    taken = rival.build()
    if taken is not None:
        built.took(rival.name, taken)
    most = max(_ASKED_AT_LEAST, rival.asked_at_most * _FULLY_ASKED // max(_FULLY_ASKED, asked.docs))
    some = every[:: max(1, len(every) // most)][:most]
    print(f"== asking {rival.name} {len(some)} questions", flush=True)
    waits = _timed(lambda question: shown(rival.ask(question), question), some, 1, warm=False)
    _note(notes, f"{rival.name} was asked {len(some)} of the questions, once each: it is too slow for all of them.")
    return [_row(rival.name, built.seconds(rival.name), rival.size(), waits, ("", ""))]


def _timed(ask: Ask, every: Sequence[Question], rounds: int, *, warm: bool = True) -> list[float]:
    """Milliseconds of every question in every round; the first round warms the caches and is not counted."""
    waits: list[tuple[float, str]] = []
    for number in range(rounds + warm):
        for question in every:
            started = time.perf_counter()
            ask(question)
            if number or not warm:
                waits.append(((time.perf_counter() - started) * 1000, f"{question.sort} {question.text}"))
    # Whoever doubts the last column can ask it again.
    print(f"   the slowest: {max(waits)[1]}, {max(waits)[0]:.1f} ms", flush=True)
    return sorted(wait for wait, _question in waits)


def _known(ask: Ask, items: Sequence[KnownItem]) -> tuple[str, str]:
    """Mean reciprocal rank of documents somebody remembers a piece of, or three fragments."""
    means = []
    for typed in (lambda item: item.contiguous, lambda item: item.loose):
        ranks = []
        for item in items:
            numbers = ask(Question("known item", typed(item)))
            ranks.append(1 / (numbers.index(item.number) + 1) if item.number in numbers else 0.0)
        means.append(f"{sum(ranks) / len(ranks):.3f}")
    return means[0], means[1]


def _together(every: list[Question], rounds: int) -> list[float]:
    """The same questions asked by several processes at once, each in another order."""
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(_CLIENTS) as pool:
        shares = pool.starmap(_client, [(every[at * 70 :] + every[: at * 70], rounds) for at in range(_CLIENTS)])
    return sorted(wait for waits in shares for wait in waits)


def _client(every: list[Question], rounds: int) -> list[float]:
    # As the one who asked alone had done before: what is asked is prepared once for each connection.
    for question in every[::_FIRST_ASKED]:
        ours.ask(question)
    return _timed(ours.ask, every, rounds)


def _publishing(documents: int) -> str:
    """Twice, since the first time the pages of the index may have to come from the disk."""
    print("== publishing", flush=True)
    told = []
    for when in ("the first time", "again"):
        done = [ours.publish(documents, number) for number in range(_PUBLISHED)]
        waits = sorted(wait for wait, _hit in done)
        seen = sum(hit for _wait, hit in done)
        started = time.perf_counter()
        indexing.sort_in()
        told.append(
            f"{when} p50 {percentile(waits, 0.5):.1f} ms, p95 {percentile(waits, 0.95):.1f} ms,"
            f" {seen} of {len(done)} found at once, sorted in after it in {time.perf_counter() - started:.1f} s"
        )
    return f"publish to findable in the same transaction: {'; '.join(told)}"


def _note(notes: list[str], *lines: str) -> None:
    for line in lines:
        print(f"   {line}", flush=True)
    notes += lines


def _row(name: str, build: str, size: int, waits: list[float], mrr: tuple[str, str]) -> Row:
    times = (f"{percentile(waits, share):.1f}" for share in (0.5, 0.95, 0.99, 1))
    row = (name, build, f"{size / 1e6:,.0f}", str(len(waits)), *times, *mrr, f"{pace():.0f}")
    # A long run that is broken off has still said what it knew.
    print(f"   {' | '.join(row)}", flush=True)
    return row
