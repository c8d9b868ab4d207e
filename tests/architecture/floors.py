"""The floors of the house as the tests of this folder read them; `[tool.importlinter]` holds the same for imports."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "disclosure", "policies", "requests_app", "consultations")

# From the cellar upwards; names on one floor are neighbours and never meet.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"ui"}),
    frozenset({"people"}),
    frozenset({"audit", "taxonomy"}),
    frozenset({"delivery"}),
    frozenset({"attachments", "deadlines", "links", "search"}),
    frozenset({"publishing"}),
    frozenset({"disclosure"}),
    frozenset({"policies", "requests_app"}),
    frozenset({"consultations"}),
    frozenset({"front"}),
)
HEIGHT = {label: height for height, floor in enumerate(FLOORS) for label in floor}


def sources(*patterns: str) -> list[Path]:
    """Our Python files without migrations, in a stable order."""
    found = {path for package in PACKAGES for pattern in patterns for path in (ROOT / package).rglob(pattern)}
    return sorted(path for path in found if "migrations" not in path.parts)
