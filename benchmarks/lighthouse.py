"""`make bench-lighthouse`: Google Lighthouse in headless chromium on the pages citizens meet first, one table.

What is measured is the site as it is deployed: static files named by their hash and compressed by production's storage
(brotli and gzip), gunicorn, and before it nginx with `deploy/nginx.conf`, which compresses the pages. Without nginx the
pages themselves go uncompressed, and the first line says so. Lighthouse sees them as a telephone on a slow mobile
network (its own simulation) that has never been here; each page several times, and the run in the middle counts.

Needs node, npm and chromium from the system's packages; Lighthouse itself comes into var/benchmarks.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from benchmarks.measuring import print_table
from benchmarks.reading import servers
from benchmarks.site import prepared
from portal.embedded.place import REPOSITORY, VAR

VERSION = "13.5.0"
PLACE = VAR / "benchmarks" / "lighthouse"
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
FIRST_VIEW_BYTES = 150_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-sync"
TIMINGS = {
    "FCP s": "first-contentful-paint",
    "LCP s": "largest-contentful-paint",
    "TBT s": "total-blocking-time",
}


@dataclass(frozen=True, slots=True)
class Page:
    """An address to look at, and why search engines are kept away from it, if they are."""

    name: str
    path: str
    hidden_because: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Lighthouse said about a page in one run."""

    page: Page
    report: dict[str, Any]

    @property
    def scores(self) -> dict[str, int]:
        return {key: round(100 * (self.report["categories"][key]["score"] or 0)) for key in CATEGORIES}

    def value(self, audit: str) -> float:
        return float(self.report["audits"][audit]["numericValue"])

    @property
    def missed(self) -> list[str]:
        """What the issue asks and this page does not give."""
        asked = CATEGORIES if not self.page.hidden_because else {k: v for k, v in CATEGORIES.items() if k != "seo"}
        missed = [f"{key} {self.scores[key]} < {least}" for key, least in asked.items() if self.scores[key] < least]
        if self.value("total-byte-weight") > FIRST_VIEW_BYTES:
            missed.append(f"first view {self.value('total-byte-weight') / 1000:.0f} kB > {FIRST_VIEW_BYTES // 1000} kB")
        if round(self.value("cumulative-layout-shift"), 3):
            missed.append(f"layout shifts by {self.value('cumulative-layout-shift'):.3f}")
        return missed

    @property
    def row(self) -> list[str]:
        seo = f"({self.scores['seo']})" if self.page.hidden_because else str(self.scores["seo"])
        return [
            self.page.name,
            *(str(score) for key, score in self.scores.items() if key != "seo"),
            seo,
            f"{self.value('total-byte-weight') / 1000:.1f}",
            *(f"{self.value(audit) / 1000:.2f}" for audit in TIMINGS.values()),
            f"{self.value('cumulative-layout-shift'):.3f}",
            ", ".join(self._below_100()) or "-",
        ]

    def _below_100(self) -> list[str]:
        categories = [self.report["categories"][key] for key in CATEGORIES]
        asked = {each["id"] for category in categories for each in category["auditRefs"] if each["weight"]}
        scores = {name: self.report["audits"][name]["score"] for name in asked}
        return sorted(name for name, score in scores.items() if score is not None and score < 0.9)


def main() -> int:
    """Runs where DATABASE_URL names an empty database, or on a site that runs already: `… lighthouse URL`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse", description=__doc__)
    parser.add_argument("site", nargs="?", help="a site that runs already")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is looked at")
    parser.add_argument("--reports", type=Path, help="keep the reports in this folder")
    asked = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    missing = [name for name in ("node", "npm") if not shutil.which(name)] + ([] if browser else ["chromium"])
    if missing:
        print(f"Install {', '.join(missing)} from your system's packages first.")
        return 2
    assert browser
    if asked.site:
        return _measure(asked.site.rstrip("/"), browser, asked)
    with _deployed() as site:
        return _measure(site, browser, asked)


@contextmanager
def _deployed() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with servers.gunicorn(prepared(folder, production_static=True)) as site:
            if not servers.proxy_available():
                print("== no nginx here: the pages themselves go uncompressed, heavier than any deployment sends them")
                yield site
                return
            with servers.nginx(site, folder / "proxy") as proxy:
                yield proxy


def _measure(site: str, browser: str, asked: argparse.Namespace) -> int:
    program = _lighthouse()
    seen = [_looked_at(program, browser, site, page, asked) for page in _pages(site)]
    print(f"\ntelephone on a slow mobile network, first visit, the middle of {asked.runs} runs")
    print_table(["page", *CATEGORIES, "kB sent", *TIMINGS, "CLS", "below 100 for"], [each.row for each in seen])
    for each in seen:
        if each.page.hidden_because:
            print(f"SEO is not asked of '{each.page.name}': {each.page.hidden_because}")
    asked_scores = ", ".join(f"{key} ≥ {least}" for key, least in CATEGORIES.items())
    print(f"targets: {asked_scores}, at most {FIRST_VIEW_BYTES // 1000} kB sent, no layout shift")
    missed = [f"{each.page.name}: {'; '.join(each.missed)}" for each in seen if each.missed]
    print("\n".join(["MISSED", *missed]) if missed else "all of them met")
    return 1 if missed else 0


def _pages(site: str) -> tuple[Page, ...]:
    found = re.search(r'href="(/policies/\d+/)"', httpx.get(f"{site}/policies/").text)
    assert found, "no published policy on the site"
    words = "answers to a reader's own words are no page of the site, and are marked noindex on purpose"
    return (
        Page("home", "/"),
        Page("list", "/policies/"),
        Page("policy", found[1]),
        Page("search", "/search/"),
        Page("search results", f"/search/?q={quote('住房')}", hidden_because=words),
        Page("request form", "/requests/new/"),
    )


def _lighthouse() -> Path:
    program = PLACE / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        print(f"== installing lighthouse {VERSION} into {PLACE.relative_to(REPOSITORY)}", flush=True)
        words = ["npm", "install", "--no-save", "--no-package-lock", "--silent", f"lighthouse@{VERSION}"]
        subprocess.run(words, cwd=PLACE, check=True)
    return program


def _looked_at(program: Path, browser: str, site: str, page: Page, asked: argparse.Namespace) -> Seen:
    """The run in the middle, by its score for performance; the other scores do not vary."""
    print(f"== {page.name}", flush=True)
    # What the proxy has not yet asked the portal for would be measured once and never again.
    httpx.get(site + page.path).raise_for_status()
    runs = [Seen(page, _report(program, browser, site + page.path)) for _ in range(asked.runs)]
    middle = sorted(runs, key=lambda run: run.scores["performance"])[len(runs) // 2]
    if asked.reports:
        asked.reports.mkdir(parents=True, exist_ok=True)
        target = asked.reports / f"{page.name.replace(' ', '-')}.json"
        target.write_text(json.dumps(middle.report, ensure_ascii=False), encoding="utf-8")
    return middle


def _report(program: Path, browser: str, url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        words = [str(program), url, "--quiet", "--output=json", f"--output-path={target}", f"--chrome-flags={FLAGS}"]
        words += [f"--only-categories={','.join(CATEGORIES)}", "--throttling-method=simulate"]
        environment = {**os.environ, "CHROME_PATH": browser}
        # A browser that starts slowly may lose the beginning of its own record.
        failed = subprocess.run(words, env=environment, check=False, stdout=subprocess.DEVNULL).returncode
        if failed:
            subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)
        report: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        return report


if __name__ == "__main__":
    sys.exit(main())
