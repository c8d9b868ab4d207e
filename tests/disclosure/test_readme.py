"""The newcomer's page is true."""

from pathlib import Path

from portal.kernel.publishing.transitions import LIFECYCLE

README = Path(__file__).resolve().parents[2] / "disclosure" / "README.md"


def test_the_lifecycle_diagram_is_the_table():
    text = README.read_text(encoding="utf-8")

    assert text.split("```mermaid\n")[1].split("```")[0].strip() == LIFECYCLE.mermaid().strip()
