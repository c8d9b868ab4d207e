"""The diagram in the README is the table in the rules."""

import re
from pathlib import Path

from requests_app.rules.transitions import LIFECYCLE

README = Path(__file__).parents[2] / "requests_app" / "README.md"


def test_the_diagram_is_fresh() -> None:
    drawn = re.search(r"<!-- lifecycle.*?```mermaid\n(.*?)```", README.read_text(), re.DOTALL)

    assert drawn is not None
    assert drawn[1] == LIFECYCLE.mermaid()
