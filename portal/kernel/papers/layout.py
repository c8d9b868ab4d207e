"""A paper as the JSON that the typesetter reads: data only, nothing that could be taken for markup."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from portal.kernel.papers.blocks import Block, Heading, Line, Listing, Paragraph, Picture, Quote, Run, Signature, Table
from portal.kernel.papers.paper import Enclosure, Paper
from portal.kernel.papers.reading import blocks_of
from portal.kernel.papers.tree import printable
from portal.kernel.ui.titles import title_lines, title_words

#: Address → file name and bytes.
Pictures = dict[str, tuple[str, bytes]]

#: From how many characters a title is set smaller, and how many Han characters of either size a line holds.
LONG_TITLE = 80
_TITLE_ROOM, _LONG_TITLE_ROOM = 20, 27

#: What a browser and both printers can show; everything else is named in words instead.
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF87a": "gif", b"GIF89a": "gif"}


def body_of(paper: Paper) -> tuple[Block, ...]:
    """The text and its titled parts in one row."""
    blocks = blocks_of(paper.body, base=paper.address)
    for part in paper.parts:
        blocks += (Heading((Run(printable(part.title)),), 1, "part"), *_below(blocks_of(part.body, base=paper.address)))
    return blocks


def pictures_of(paper: Paper) -> Pictures:
    """The pictures that are what they say."""
    found = {}
    for place, image in enumerate(paper.images):
        kind = next((kind for start, kind in _SIGNATURES.items() if image.content.startswith(start)), "")
        if kind:
            found[image.src] = (f"picture-{place}.{kind}", image.content)
    return found


def as_json(paper: Paper, *, pictures: Pictures) -> str:
    """What `look.typ` expects."""
    return json.dumps(
        {
            "title": printable(paper.title),
            "title_lines": _title_lines(printable(paper.title)),
            "title_size": title_size(paper),
            "compact": paper.compact,
            "number": printable(paper.number),
            "organ": printable(paper.organ),
            "formed_on": [paper.formed_on.year, paper.formed_on.month, paper.formed_on.day] if paper.formed_on else [],
            "rows": _pairs(paper.rows),
            "blocks": _blocks(body_of(paper), pictures),
            "note": printable(paper.note),
            "enclosures": [enclosure_row(each) for each in paper.enclosures],
            "imprint": _pairs(paper.imprint),
            "address": printable(paper.address),
        },
        ensure_ascii=False,
    )


def title_size(paper: Paper) -> int:
    """In points."""
    return 16 if len(paper.title) > LONG_TITLE else 22


def _title_lines(title: str) -> list[list[str]]:
    return title_lines(title_words(title), _LONG_TITLE_ROOM if len(title) > LONG_TITLE else _TITLE_ROOM)


def enclosure_row(each: Enclosure) -> list[str]:
    """Name, size and digest of an attachment as both printers list them."""
    return [printable(each.name), size_words(each.size) if each.size else "", each.sha256]


def size_words(size: int) -> str:
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def _pairs(rows: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[printable(label), printable(value)] for label, value in rows if value]


def _below(blocks: tuple[Block, ...]) -> Iterable[Block]:
    """Headings inside a titled part stand one level lower."""
    for block in blocks:
        yield Heading(block.runs, block.level + 1, block.style) if isinstance(block, Heading) else block


def _block(block: Block, pictures: Pictures) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block.runs), "style": block.style, "number": block.number}
        case Heading():
            return {"kind": "heading", "runs": _runs(block.runs), "level": block.level, "style": block.style}
        case Signature():
            return {"kind": "signature", "lines": [_runs(line) for line in block.lines]}
        case Listing():
            items = [_blocks(item, pictures) for item in block.items]
            return {"kind": "listing", "items": items, "ordered": block.ordered, "start": block.start}
        case Table():
            return _table(block, pictures)
        case Quote():
            return {"kind": "quote", "blocks": _blocks(block.blocks, pictures)}
        case Picture():
            name, _ = pictures.get(block.src, ("", b""))
            return {"kind": "picture", "file": name, "alt": block.alt or "图片"}
        case Line():
            return {"kind": "line"}


def _table(table: Table, pictures: Pictures) -> dict[str, Any]:
    return {
        "kind": "table",
        "columns": table.columns,
        "head_rows": table.head_rows,
        "weights": table.weights,
        "caption": _runs(table.caption),
        "cells": [
            {
                "x": cell.x,
                "y": cell.y,
                "colspan": cell.colspan,
                "rowspan": cell.rowspan,
                "head": cell.head,
                "blocks": _blocks(cell.blocks, pictures),
            }
            for cell in table.cells
        ],
    }


def _blocks(blocks: Iterable[Block], pictures: Pictures) -> list[dict[str, Any]]:
    return [_block(block, pictures) for block in blocks]


def _runs(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Only what differs from plain words, for a table has thousands of runs."""
    return [{name: value for name, value in asdict(run).items() if value} for run in runs]
