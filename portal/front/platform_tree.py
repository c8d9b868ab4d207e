"""The openness platform 政府信息公开 and its fixed left tree (State Council Office letter [2019] 61)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from portal.kernel.taxonomy.selectors import ColumnBranch, column_tree

# The four fixed sections in their order; 依申请公开 stands beside them.
SECTIONS: tuple[str, ...] = ("guide", "rules", "statutory", "annual")


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One entry of the left tree."""

    label: str
    url: str
    current: bool
    children: tuple["TreeNode", ...] = ()


def platform_tree(current: str, columns: Iterable[ColumnBranch] | None = None) -> tuple[TreeNode, ...]:
    """The tree with the column whose slug is `current` marked; `requests` and `departments` are pages of their own.

    A page that has read the columns already hands them in.
    """
    branches = {branch.column.slug: branch for branch in (column_tree() if columns is None else columns)}
    sections = tuple(_node(branches[slug], current) for slug in SECTIONS if slug in branches)
    return (
        *sections,
        TreeNode("依申请公开", reverse("requests:start"), current == "requests"),
        TreeNode("机构与职责", reverse("front:departments"), current == "departments"),
        *(_node(branch, current) for slug, branch in branches.items() if slug not in SECTIONS),
    )


def _node(branch: ColumnBranch, current: str) -> TreeNode:
    return TreeNode(
        branch.column.name,
        reverse("front:column", args=[branch.column.slug]),
        branch.column.slug == current,
        _nodes(branch.children, current),
    )


def _nodes(branches: Iterable[ColumnBranch], current: str) -> tuple[TreeNode, ...]:
    return tuple(_node(branch, current) for branch in branches)
