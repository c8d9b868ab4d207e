"""Search results as a table to take away: the newest first, as many as may be taken at once."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO, Any

import xlsxwriter

from portal.kernel.search import selectors
from portal.kernel.search.page import Hit, SearchPage
from portal.kernel.ui import marks

LIMIT = 10_000
HEAD = ("标题", "类型", "发文字号", "有效性", "发布日期", "所属内容", "页码", "网址")
_WIDTHS = (60, 12, 24, 12, 12, 40, 8, 60)
# A spreadsheet takes a cell that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"
_CUT = f"只导出最新的 {LIMIT:,} 条，请增加检索词或者筛选条件后分次导出。"

Line = tuple[str, ...]


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(first: SearchPage, *, root: str, limit: int = LIMIT, **question: Any) -> Iterator[Line]:
    """The head, then one line a hit, read page by page; what was answered in place of the question is said last.

    `first` is the question's first page by date, `root` begins addresses.
    """
    yield HEAD
    yield from _rows(first, root, limit, question)
    if first.answered_instead:
        yield (first.answered_instead,)


def _rows(page: SearchPage, root: str, limit: int, question: Mapping[str, Any]) -> Iterator[Line]:
    written = 0
    while True:
        for hit in page.hits:
            if written == limit:
                yield (_CUT,)
                return
            yield _line(hit, root)
            written += 1
        if not page.next_cursor:
            break
        page = page_by_date(**question, cursor=page.next_cursor)
    if page.timed_out:
        yield (page.notice,)


def page_by_date(
    *, text: str, filters: Mapping[str, Any], on: date, with_synonyms: bool = True, cursor: str = ""
) -> SearchPage:
    """One page of what is taken away."""
    return selectors.search(
        text=text,
        filters=filters,
        on=on,
        cursor=cursor,
        order="date",
        size=selectors.MAX_PAGE_SIZE,
        with_synonyms=with_synonyms,
        with_facets=False,
    )


def as_csv(table: Iterable[Line]) -> Iterator[str]:
    """CSV that spreadsheets read as Chinese and never as formulas, line by line."""
    writer = csv.writer(_Echo())
    yield _BOM
    for line in table:
        yield writer.writerow([_harmless(cell) for cell in line])


def as_xlsx(table: Iterable[Line], *, title: str = "检索结果") -> IO[bytes]:
    """A workbook written row by row to a temporary file, so that its size costs no memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response that sends it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet(title)
        bold = workbook.add_format({"bold": True})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for row, line in enumerate(table):
            for column, cell in enumerate(line):
                sheet.write_string(row, column, cell, bold if row == 0 else None)
    file.seek(0)
    return file


def _line(hit: Hit, root: str) -> Line:
    return (
        hit.title,
        hit.kind_label,
        hit.number,
        marks.mark("validity", hit.validity).word if hit.validity else "",
        hit.published_on.isoformat() if hit.dated else "",
        hit.belongs_to,
        str(hit.page or ""),
        f"{root}{hit.url}",
    )


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
