"""`make bench-pages`: a site of its own on throw-away services, then requests a second and waiting times, one table.

Rows are pages, columns the ways to answer: rendered anew, from our own cache, 304, behind the proxy, the proxy's plain
file, and a Wagtail page of like content. Rendered anew means: rows are read and the page is put together for each
request; the counts beside filters, what stands on the home page below its policies, and pieces that are the same for
the same values (columns, marks, filters) are kept by content version or by those values, on Wagtail's side the counts.
"""

import argparse
import os
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote

import django
import httpx

from benchmarks.measuring import print_table
from benchmarks.reading import servers
from benchmarks.reading.load import Load, available, kept_already, load
from benchmarks.site import prepared

FEW, MANY = 1_000, 100_000
STEADY_SECONDS, STEADY_PAGES_A_SECOND = 60, 500


def main() -> int:
    """Runs where DATABASE_URL names an empty database (`python -m portal.embedded test -- …`)."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="how long each cell is measured")
    parser.add_argument("--many", type=int, default=MANY, help="documents of the long list")
    parser.add_argument("--steady", type=int, default=STEADY_SECONDS, help="seconds of the run through the proxy")
    parser.add_argument("--own", action="store_true", help="only what the portal itself does: anew, own cache, 304")
    asked = parser.parse_args()
    missing = [name for name, there in (("wrk", available()), ("nginx", servers.proxy_available())) if not there]
    if missing:
        print(f"Install {' and '.join(missing)} from your system's packages first: nothing else is as quick as they.")
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        environment = prepared(folder)
        os.environ.update(environment, DB_STATEMENT_TIMEOUT_MS="0")
        django.setup()
        return _measured(folder, environment, asked)


def _measured(folder: Path, environment: dict[str, str], asked: argparse.Namespace) -> int:
    from benchmarks.reading.multiply import multiply
    from benchmarks.reading.wagtail import rival
    from policies.models import Document
    from portal.kernel.ui.moment import now

    newest = Document.objects.public(at=now()).order_by("-published_at").first()
    assert newest, "the trial has no public policy"
    words = quote("公共租赁住房")
    pages = {"list": "/policies/", "detail": newest.get_absolute_url(), "search": f"/search/?q={words}", "home": "/"}
    uncached_site = environment | {"PAGE_CACHE_SECONDS": "0"}

    def run(url: str) -> Load:
        load(url, seconds=1)
        return load(url, seconds=asked.seconds)

    table: dict[str, dict[str, Load]] = {name: {} for name in pages}
    wagtail = {"list": "/policies/", "detail": "/policies/d1/", "search": f"/search/?q={words}"}
    # One after the other, so that both meet the same machine.
    with nullcontext("") if asked.own else rival(folder) as other, servers.gunicorn(uncached_site) as site:
        for name, path in pages.items():
            table[name]["uncached"] = run(site + path)
            if other and name in wagtail:
                table[name]["Wagtail"] = run(other + wagtail[name])
    with servers.gunicorn(environment) as site:
        for name, path in pages.items():
            table[name]["own cache"] = run(site + path)
            table[name]["304"] = kept_already(site + path, seconds=asked.seconds)
        if asked.own:
            _print(table)
            return 1 if _wrong(table) else 0
        with servers.nginx(site, folder / "proxy") as proxy:
            for name, path in pages.items():
                table[name]["proxy"] = run(proxy + path)
                (folder / "proxy" / "nginx-file.html").write_bytes(httpx.get(site + path).content)
                table[name]["proxy's file"] = run(f"{proxy}/nginx-file.html")
            steady = _steady(proxy, folder, asked.steady)
    _print(table)
    went = f"{steady.a_second:.0f} pages/s, {steady.wrong} errors, p99 {steady.p99:.1f} ms"
    print(f"through the proxy for {asked.steady} s: {went}")
    print(f"targets: 304 ≥ ×6, own cache ≥ ×3.5, proxy ≥ ×50, list ≤ ×1.3, ≥ {STEADY_PAGES_A_SECOND} pages/s, no error")
    lists = {}
    for total in (FEW, asked.many):
        multiply(total)
        with servers.gunicorn(uncached_site) as site:
            lists[total] = load(f"{site}/policies/", seconds=1) and load(
                f"{site}/policies/", seconds=asked.seconds, connections=1
            )
    (low, few), (high, many) = sorted(lists.items())
    times = many.p50 / few.p50
    print(
        f"list, one reader: p50 {few.p50:.1f} ms with {low:,} documents, {many.p50:.1f} ms with {high:,}: ×{times:.2f}"
    )
    return 1 if steady.wrong or _wrong(table) else 0


def _wrong(table: dict[str, dict[str, Load]]) -> int:
    return sum(cell.wrong for row in table.values() for cell in row.values())


def _steady(proxy: str, folder: Path, seconds: int) -> Load:
    """Every public document and list in turn, through the proxy."""
    from policies.models import Document
    from portal.kernel.ui.moment import now

    paths = ["/", "/policies/", "/disclosure/", "/consultations/", "/departments/"]
    paths += [document.get_absolute_url() for document in Document.objects.public(at=now())[:60]]
    listed = folder / "pages.txt"
    listed.write_text("\n".join(paths) + "\n", encoding="ascii")
    os.environ["PAGES"] = str(listed)
    return load(proxy, seconds=seconds, script=Path(__file__).parent / "rotate.lua")


def _print(table: dict[str, dict[str, Load]]) -> None:
    ways = ["uncached", "own cache", "304", "proxy", "proxy's file", "Wagtail"]
    rows = []
    for name, cells in table.items():
        base = cells["uncached"].a_second
        row = [name]
        for way in ways:
            cell = cells.get(way)
            row.append(f"{cell.a_second:.0f}/s ×{cell.a_second / base:.1f} p99 {cell.p99:.1f} ms" if cell else "-")
        rows.append(row)
    print("\nrequests a second, times the uncached page, p99; 8 connections, 2 workers of 4 threads")
    print_table(["page", *ways], rows)


if __name__ == "__main__":
    sys.exit(main())
