"""The grid of a table: every cell gets its place, whatever its spans claim."""

from collections.abc import Callable

from portal.kernel.papers.blocks import Block, Cell, Paragraph, Run, Table, words_of
from portal.kernel.papers.tree import Node

#: Spans beyond this are slips of a program; real cells are never dropped.
MAX_SPAN = 100
NARROWEST, WIDEST = 3, 22


def table_of(node: Node, *, content: Callable[[Node], tuple[Block, ...]], caption: tuple[Run, ...]) -> Table | None:
    """The table with each cell placed; nothing for a table without cells."""
    rows, head_rows = _rows(node)
    cells = _placed(rows, content)
    if not cells:
        return None
    columns = max(cell.x + cell.colspan for cell in cells)
    return Table(cells, columns, len(rows), min(head_rows, len(rows)), _weights(cells, columns), caption)


def _rows(node: Node) -> tuple[list[Node], int]:
    head = [row for part in node.of("thead") for row in part.of("tr")]
    body = [row for part in node.of("tbody") for row in part.of("tr")] + node.of("tr")
    foot = [row for part in node.of("tfoot") for row in part.of("tr")]
    rows = [row for row in (*head, *body, *foot) if row.of("td", "th")]
    if head:
        return rows, sum(1 for row in head if row.of("td", "th"))
    first_is_head = bool(rows) and len(rows) > 1 and not rows[0].of("td")
    return rows, 1 if first_is_head else 0


def _placed(rows: list[Node], content: Callable[[Node], tuple[Block, ...]]) -> tuple[Cell, ...]:
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for y, row in enumerate(rows):
        x = 0
        for node in row.of("td", "th"):
            while (x, y) in taken:
                x += 1
            colspan = _span(node, "colspan")
            rowspan = min(_span(node, "rowspan"), len(rows) - y)
            while colspan > 1 and any((x + step, y) in taken for step in range(colspan)):
                colspan -= 1
            taken |= {(x + right, y + down) for right in range(colspan) for down in range(rowspan)}
            cells.append(Cell(content(node), x, y, colspan, rowspan, node.tag == "th"))
            x += colspan
    return tuple(cells)


def _span(node: Node, name: str) -> int:
    value = node.attrs.get(name, "")
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdecimal() else 1


def _weights(cells: tuple[Cell, ...], columns: int) -> tuple[int, ...]:
    weights = [NARROWEST] * columns
    for cell in cells:
        if cell.colspan == 1:
            weights[cell.x] = max(weights[cell.x], min(_length(cell), WIDEST))
    return tuple(weights)


def _length(cell: Cell) -> int:
    texts = [words_of(block.runs) if isinstance(block, Paragraph) else "一" * WIDEST for block in cell.blocks]
    return max((sum(1 if ord(char) > 255 else 0.6 for char in text).__ceil__() + 1 for text in texts), default=1)
