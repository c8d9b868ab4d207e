"""Doors load, permit, call one service or selector, and answer. They never write to the ORM."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.floors import ROOT, sources

DOORS = ("views.py", "views/*.py", "api.py", "api/*.py", "admin.py", "admin/*.py", "feeds.py", "tasks.py", "forms.py",
         "forms/*.py", "filters.py")  # fmt: skip
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "acreate", "aupdate", "adelete", "save_model", "delete_model",
}  # fmt: skip
# Writing words of other things than rows, by the name they are called on.
NOT_ROWS = {"context", "initial", "attrs", "data", "headers", "params", "cache", "session", "extra_context", "hasher",
            "digest", "query", "parameters", "kwargs", "__dict__"}  # fmt: skip
# file: calls it may make, with the reason.
ALLOWED: dict[str, set[str]] = {}


def writing_calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """`thing.save(…)` and its like; `super().save_model` and dictionaries are none."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        target = node.func.value
        name = target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""
        if name not in NOT_ROWS and not _is_super(target) and not _is_module(target, tree):
            yield node.lineno, f"{ast.unparse(target)}.{node.func.attr}"


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _is_module(node: ast.expr, tree: ast.AST) -> bool:
    """A service module is called by its verb: `drafting.create(by=…)`; it was imported from a services package."""
    if not isinstance(node, ast.Name):
        return False
    return any(
        isinstance(statement, ast.ImportFrom)
        and (statement.module or "").split(".")[-1] == "services"
        and any((alias.asname or alias.name) == node.id for alias in statement.names)
        for statement in ast.walk(tree)
    )


@pytest.mark.parametrize("path", sources(*DOORS), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_door_never_writes_to_the_database(path: Path):
    allowed = ALLOWED.get(str(path.relative_to(ROOT)), set())

    writes = [
        f"line {line}: {call}" for line, call in writing_calls(ast.parse(path.read_text())) if call not in allowed
    ]

    assert writes == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("item.save()", 1),
        ("Item.objects.filter(pk=1).update(title='')", 1),
        ("self.object.delete()", 1),
        ("super().save_model(request, obj, form, change)", 0),
        ("context.update(title='')", 0),
        ("from disclosure.services import drafting\ndrafting.create(by=user, at=now)", 0),
        ("from disclosure import models\nmodels.create()", 1),
    ],
)
def test_the_scan_sees_a_write_when_there_is_one(code: str, count: int):
    assert len(list(writing_calls(ast.parse(code)))) == count


def test_every_exception_is_still_needed():
    unused = {
        name: calls - {call for _, call in writing_calls(ast.parse((ROOT / name).read_text()))}
        for name, calls in ALLOWED.items()
    }

    assert not any(unused.values()), unused
