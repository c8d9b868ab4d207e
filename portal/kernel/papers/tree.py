"""Clean HTML as a tree that the reader of blocks can walk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Deeper nesting is rubbish of an office program; its words are kept, its boxes are not.
MAX_DEPTH = 40
VOID = {"br", "hr", "img"}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Node:
    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def of(self, *tags: str) -> list[Node]:
        """The child elements of these kinds."""
        return [child for child in self.children if isinstance(child, Node) and child.tag in tags]

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Node("root")]
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        parent = self.stack[-1]
        if tag in VOID:
            parent.children.append(node)
            return
        deep = len(self.stack) > MAX_DEPTH
        if not deep:
            parent.children.append(node)
        self.stack.append(parent if deep else node)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in self.open:
            return
        while self.open:
            self.stack.pop()
            if self.open.pop() == tag:
                return

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(printable(data))


def parsed(html: str) -> Node:
    """The tree of a cleaned text."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.stack[0]


def printable(text: str) -> str:
    """Without what neither XML nor a typesetter can hold."""
    return _UNPRINTABLE.sub("", text)
