"""It makes whole what the edge of a sheet broke, and nothing else."""

import pytest

from portal.kernel.search import sheets


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("维修资金管\r\n理工作", "维修资金管理工作"),
        ("维修资金管 \t\n  理工作", "维修资金管理工作"),
        ("二〇\n二六年", "二〇二六年"),
        # An empty line ends a paragraph.
        ("通知\r\n\r\n各区", "通知\r\n\r\n各区"),
        ("工作，\r\n加强管理", "工作，\r\n加强管理"),
        ("the first\nline", "the first\nline"),
        ("2026\n年", "2026\n年"),
        # A blank inside a line was set on purpose.
        ("责任 单位", "责任 单位"),
        ("第一页\f第二页", "第一页\f第二页"),
    ],
)
def test_a_printed_line_ends_in_the_middle_of_a_word(text, whole):
    assert sheets.printed(text) == whole


LINE = "为进一步加强本市住宅专项维修资金的交存使用和监督管"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"{LINE}\n理工作", f"{LINE}理工作"),
        (f"{LINE}\r\n理工作和{LINE}\r\n理工作", f"{LINE}理工作和{LINE}理工作"),
        # What is set in begins anew.
        (f"{LINE}\n　　第二条", f"{LINE}\n　　第二条"),
        (f"{LINE}\n  第二条", f"{LINE}\n  第二条"),
        (f"{LINE}\n\n第二条", f"{LINE}\n\n第二条"),
        ("责任单位\n市房管局\n市公积金中心", "责任单位\n市房管局\n市公积金中心"),
    ],
)
def test_a_long_line_of_a_plain_text_may_do_so_too(text, whole):
    assert sheets.wrapped(text) == whole


def test_lines_without_end_take_no_time():
    assert sheets.wrapped("住 " * 250_000) == "住 " * 250_000
    assert sheets.printed("住 " * 250_000) == "住 " * 250_000
