"""`make bench-lighthouse`: Google Lighthouse in headless chromium on the pages citizens meet first, one table.

Needs node, npm and chromium from the system's packages; Lighthouse itself comes into var/benchmarks.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks.measuring import print_table
from benchmarks.reading import servers
from benchmarks.site import prepared
from portal.embedded.place import REPOSITORY, VAR

VERSION = "13.5.0"
PLACE = VAR / "benchmarks" / "lighthouse"
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-sync"


def main() -> int:
    """Runs where DATABASE_URL names an empty database, or on a site that runs already: `… lighthouse URL`."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    missing = [name for name in ("node", "npm") if not shutil.which(name)] + ([] if browser else ["chromium"])
    if missing:
        print(f"Install {', '.join(missing)} from your system's packages first.")
        return 2
    assert browser
    if sys.argv[1:]:
        return _measure(sys.argv[1].rstrip("/"), browser)
    with tempfile.TemporaryDirectory() as folder, servers.gunicorn(prepared(Path(folder))) as site:
        return _measure(site, browser)


def _measure(site: str, browser: str) -> int:
    program = _lighthouse()
    rows, poor = [], 0
    for name, path in _pages(site).items():
        report = _report(program, browser, site + path)
        scores = {key: round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES}
        poor += sum(scores[key] < least for key, least in CATEGORIES.items())
        audits = report["audits"]
        rows.append(
            [
                name,
                *(str(score) for score in scores.values()),
                f"{audits['total-byte-weight']['numericValue'] / 1024:.0f}",
                f"{audits['largest-contentful-paint']['numericValue'] / 1000:.1f}",
                f"{audits['cumulative-layout-shift']['numericValue']:.3f}",
                ", ".join(_failed(report)) or "-",
            ]
        )
    print_table(["page", *CATEGORIES, "KiB", "LCP s", "CLS", "below 100 for"], rows)
    return 1 if poor else 0


def _pages(site: str) -> dict[str, str]:
    found = re.search(r'href="(/policies/\d+/)"', httpx.get(f"{site}/policies/").text)
    assert found, "no published policy on the site"
    return {
        "home": "/",
        "list": "/policies/",
        "policy": found[1],
        "search": f"/search/?q={quote('住房')}",
        "request form": "/requests/new/",
    }


def _lighthouse() -> Path:
    program = PLACE / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        print(f"== installing lighthouse {VERSION} into {PLACE.relative_to(REPOSITORY)}", flush=True)
        words = ["npm", "install", "--no-save", "--no-package-lock", "--silent", f"lighthouse@{VERSION}"]
        subprocess.run(words, cwd=PLACE, check=True)
    return program


def _report(program: Path, browser: str, url: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        words = [str(program), url, "--quiet", "--output=json", f"--output-path={target}", f"--chrome-flags={FLAGS}"]
        words += [f"--only-categories={','.join(CATEGORIES)}"]
        subprocess.run(words, env={**os.environ, "CHROME_PATH": browser}, check=True, stdout=subprocess.DEVNULL)
        return json.loads(target.read_text(encoding="utf-8"))


def _failed(report: dict) -> list[str]:
    asked = {each["id"] for key in CATEGORIES for each in report["categories"][key]["auditRefs"] if each["weight"]}
    return sorted(name for name in asked if (report["audits"][name]["score"] or 1) < 0.9)


if __name__ == "__main__":
    sys.exit(main())
