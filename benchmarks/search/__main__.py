"""`make bench-search DOCS=200000`: the portal's search beside four others, on the same texts and questions.

Runs where DATABASE_URL names a database of its own. `--parts` splits a long run; what an earlier run with the same
`--folder` and database has loaded and built is used again unless `--fresh`.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

PARTS = ("portal", "clients", "publish", "quality", "tantivy", "xapian", "trigrams", "like")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--docs", type=int, default=200_000)
    parser.add_argument("--parts", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=3, help="how often all questions are asked; all answers count")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--folder", type=Path, default=None, help="where the indexes of the others stay")
    parser.add_argument("--fresh", action="store_true", help="load and build again what is there already")
    asked = parser.parse_args()
    parts = [part for part in asked.parts.split(",") if part]
    if unknown := sorted(set(parts) - set(PARTS)):
        parser.error(f"no such part: {', '.join(unknown)}")
    # Commands may take their time; the selector still sets its own limit for every search.
    os.environ["DB_STATEMENT_TIMEOUT_MS"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    from benchmarks.search import report, tables

    call_command("migrate", verbosity=0)
    tables.register()
    if asked.fresh or tables.loaded() != asked.docs:
        print(f"== loading {asked.docs:,} documents", flush=True)
        print(f"   loaded in {tables.load(asked.docs, asked.workers, fresh=asked.fresh):.0f} s", flush=True)
    if asked.folder is not None:
        return report.run(parts, asked, asked.folder)
    with tempfile.TemporaryDirectory() as folder:
        return report.run(parts, asked, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
