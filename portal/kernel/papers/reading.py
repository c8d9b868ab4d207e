"""A stored text becomes blocks: the one way from the portal's own HTML to paper."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from portal.kernel.papers.blocks import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
    Signature,
    Table,
    words_of,
)
from portal.kernel.papers.grid import table_of
from portal.kernel.papers.tree import Node, parsed
from portal.kernel.ui.official import official

_INLINE = {"strong", "b", "em", "i", "u", "s", "sub", "sup", "a", "span"}
_MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "u": "underline", "s": "strike"}
_RANK = {"unit-part": 1, "unit-ch": 2, "unit-sec": 3}
_SCHEMES = {"http", "https", "mailto", "tel"}
_SPACE = re.compile(r"[ \t\r\n\xa0]+")


def blocks_of(text: str, *, base: str = "") -> tuple[Block, ...]:
    """The blocks of a stored text; relative links become absolute against `base`."""
    reader = _Reader(base)
    return tuple(_levelled(reader.blocks(parsed(official(text).html))))


class _Reader:
    def __init__(self, base: str) -> None:
        self.base = base

    def blocks(self, node: Node, *, style: str = "body") -> list[Block]:
        """The children of a box; words that stand bare in it make paragraphs of their own."""
        found: list[Block] = []
        loose: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str) or child.tag in _INLINE or child.tag == "br":
                loose.append(child)
                continue
            found += self._paragraphs(loose, style)
            loose = []
            found += self._block(child, style)
        return found + self._paragraphs(loose, style)

    def _block(self, node: Node, style: str) -> list[Block]:
        match node.tag:
            case "p" | "figcaption" | "caption" | "dt" | "dd":
                return self._paragraphs(node.children, "caption" if node.tag == "figcaption" else style, node)
            case "h2" | "h3" | "h4" | "h5" | "h6":
                return self._heading(node)
            case "ul" | "ol":
                return self._listing(node)
            case "table":
                table = self._table(node)
                return [table] if table else []
            case "blockquote":
                inner = tuple(self.blocks(node, style="plain"))
                return [Quote(inner)] if inner else []
            case "img":
                return [self._picture(node)]
            case "hr":
                return [Line()]
            case _ if "signature" in node.classes:
                lines = [block.runs for block in self.blocks(node) if isinstance(block, Paragraph)]
                return [Signature(tuple(lines))] if lines else []
            case _:
                return self.blocks(node, style=style)

    def _heading(self, node: Node) -> list[Block]:
        runs, pictures = self._runs(node.children)
        kind = next((name for name in _RANK if name in node.classes), "")
        rank = _RANK.get(kind, int(node.tag[1]) + 2)
        heading: list[Block] = [Heading(runs, rank, kind.removeprefix("unit-") or "plain")] if runs else []
        return [*heading, *pictures]

    def _listing(self, node: Node) -> list[Block]:
        items = tuple(tuple(self.blocks(item, style="plain")) for item in node.of("li"))
        kept = tuple(item for item in items if item)
        start = node.attrs.get("start", "")
        first = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 1
        return [Listing(kept, node.tag == "ol", first)] if kept else []

    def _table(self, node: Node) -> Table | None:
        captions = node.of("caption")
        caption = self._runs(captions[0].children)[0] if captions else ()
        return table_of(node, content=lambda cell: tuple(self.blocks(cell, style="plain")), caption=caption)

    def _picture(self, node: Node) -> Picture:
        return Picture(node.attrs.get("src", ""), " ".join(node.attrs.get("alt", "").split()))

    def _paragraphs(self, children: Iterable[Node | str], style: str, node: Node | None = None) -> list[Block]:
        """One paragraph, and after it the pictures that stood in it."""
        runs, pictures = self._runs(children)
        if not runs:
            return list(pictures)
        classes = node.classes if node else set()
        for name, rank in _RANK.items():
            if name in classes:
                return [Heading(runs, rank, name.removeprefix("unit-")), *pictures]
        if "article" in classes:
            number, rest = runs[0].text, _trimmed(runs[1:])
            return [Paragraph(rest, "article", number), *pictures]
        return [Paragraph(runs, style), *pictures]

    def _runs(self, children: Iterable[Node | str]) -> tuple[tuple[Run, ...], tuple[Picture, ...]]:
        runs: list[Run] = []
        pictures: list[Picture] = []
        for item in self._inline(children, Run("")):
            if isinstance(item, Picture):
                pictures.append(item)
            else:
                runs.append(item)
        return _trimmed(runs), tuple(pictures)

    def _inline(self, children: Iterable[Node | str], form: Run) -> Iterator[Run | Picture]:
        for child in children:
            if isinstance(child, str):
                yield replace(form, text=_SPACE.sub(" ", child))
            elif child.tag == "br":
                yield Run("\n")
            elif child.tag == "img":
                yield self._picture(child)
            else:
                yield from self._inline(child.children, self._formed(child, form))

    def _formed(self, node: Node, form: Run) -> Run:
        if "article-number" in node.classes:
            return form
        if node.tag == "a":
            return replace(form, href=self._address(node.attrs.get("href", "")))
        if node.tag in ("sub", "sup"):
            return replace(form, script=node.tag)
        name = _MARKS.get(node.tag)
        return replace(form, **{name: True}) if name else form  # type: ignore[arg-type]  # the marks are booleans

    def _address(self, href: str) -> str:
        try:
            address = urljoin(self.base, href) if not href.startswith("#") else ""
            return address if urlsplit(address).scheme in _SCHEMES else ""
        except ValueError:
            return ""


def _trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Without blanks at both ends and without empty runs; a text of blanks alone is no text."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip(" \u3000\n"):
        kept.pop(0)
    while kept and not kept[-1].text.strip(" \u3000\n"):
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(" \u3000"))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \u3000"))
    return tuple(kept)


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Heading ranks as levels that begin with 1 and never skip one."""
    open_ranks: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_ranks and open_ranks[-1] >= block.level:
                open_ranks.pop()
            open_ranks.append(block.level)
            yield replace(block, level=len(open_ranks))
        else:
            yield block


def plain_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The same blocks as lines of plain text; cells of a row stand between tabs."""
    for block in blocks:
        match block:
            case Paragraph():
                yield (f"{block.number}\u3000" if block.number else "") + words_of(block.runs)
            case Heading():
                yield words_of(block.runs)
            case Signature():
                yield from (words_of(line) for line in block.lines)
            case Listing():
                for place, item in enumerate(block.items, start=block.start):
                    mark = f"{place}. " if block.ordered else "· "
                    yield mark + " ".join(plain_lines(item))
            case Table():
                yield from _table_lines(block)
            case Quote():
                yield from plain_lines(block.blocks)
            case Picture():
                yield f"〔图：{block.alt or '无文字说明'}〕"
            case Line():
                yield "————"


def _table_lines(table: Table) -> Iterator[str]:
    if table.caption:
        yield words_of(table.caption)
    rows: list[list[str]] = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.y][cell.x] = " ".join(" ".join(plain_lines(cell.blocks)).split())
    yield from ("\t".join(row).rstrip("\t") for row in rows)
