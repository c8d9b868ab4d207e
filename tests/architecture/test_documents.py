"""The documents say what the code says."""

import re

import pytest

from tests.architecture.floors import ROOT

READMES = ("README.md", "README.zh-CN.md")
FOR_TESTS_ONLY = {"TEST_DATABASE_NAME"}


def settings_read() -> set[str]:
    """The names of the variables that the settings read from the environment."""
    code = "\n".join(path.read_text() for path in (ROOT / "portal" / "settings").glob("*.py"))
    return set(re.findall(r"""env(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]+)["']""", code)) - FOR_TESTS_ONLY


def settings_told(readme: str) -> set[str]:
    rows = re.findall(r"^\| (`[A-Z].*?) \|", (ROOT / readme).read_text(), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row)}


@pytest.mark.parametrize("readme", READMES)
def test_the_settings_table_is_complete_and_invents_nothing(readme: str):
    assert settings_told(readme) == settings_read()


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_it_names_exists(readme: str):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"\bmake ([a-z]+)\b(?! alone)", (ROOT / readme).read_text())) <= targets | {"check"}


def test_both_readmes_have_the_same_parts():
    def shape(readme: str) -> list[str]:
        return re.findall(r"^(#+) ", (ROOT / readme).read_text(), re.MULTILINE)

    assert shape("README.md") == shape("README.zh-CN.md")


@pytest.mark.parametrize("document", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md")))
def test_links_between_documents_lead_somewhere(document: str):
    links = re.findall(r"\]\(((?!https?:|#)[^)#]+)", (ROOT / document).read_text())

    assert [link for link in links if not (ROOT / link).exists() and not link.startswith("docs/screenshots/")] == []
