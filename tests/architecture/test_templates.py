"""No template without a page, no page without its template."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from portal.kernel.ui import gallery
from tests.architecture.floors import ROOT, sources

TEMPLATES = ROOT / "templates"
# Found by Django or a library by their names, not by a mention in our code.
FOUND_BY_NAME = re.compile(
    r"^(?:40[0-9]|410|429|50[0-9]|robots)[\w.]*$|^(?:admin|account|mfa|usersessions|allauth|socialaccount|registration|"
    r"django|rest_framework|drf_spectacular|notices)/"
)
GENERIC_VIEW = re.compile(r"_(?:list|detail|form|confirm_delete|filter)\.html$")
MENTION = re.compile(r"""["']([\w./-]+\.(?:html|txt|xml|svg))["']""")


def all_templates() -> list[str]:
    return sorted(
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*")
        if path.is_file() and path.suffix != ".md"
    )


def mentioned() -> set[str]:
    texts = [
        path.read_text() for path in [*sources("*.py"), *(path for path in TEMPLATES.rglob("*") if path.is_file())]
    ]
    return {name for text in texts for name in MENTION.findall(text)}


def test_every_template_is_used():
    known = mentioned()
    # The gallery names its components without their folder.
    shown = {f"components/{name}.html" for name in gallery.COMPONENTS}
    unused = [
        name
        for name in all_templates()
        if name not in known | shown
        and not FOUND_BY_NAME.match(name)
        and not GENERIC_VIEW.search(name)
        and name != "base.html"
    ]

    assert unused == []


@pytest.mark.parametrize("name", all_templates())
def test_every_template_compiles(name: str):
    get_template(name)


def test_every_template_that_templates_name_is_there():
    names = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""", path.read_text())
    }

    missing = [name for name in sorted(names) if not (TEMPLATES / name).exists() and not _is_library(name)]

    assert missing == []


def _is_library(name: str) -> bool:
    """Django's and allauth's own templates come with them."""
    return Path(name).parts[0] in {"admin", "account", "allauth", "mfa", "socialaccount", "usersessions"}
