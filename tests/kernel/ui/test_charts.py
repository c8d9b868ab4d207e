"""Charts over their tables, and the days of a short term."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from portal.kernel.ui.charts import Chart, cell, row, rows
from portal.kernel.ui.templatetags.countdown import day_ticks


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0, "", "0"), (1234, " 件", "1,234 件"), (99.2, "%", "99.2%"), (100.0, "%", "100%"), (None, " 天", "—")],
)
def test_a_figure_is_written_as_people_write_it(value: float | None, unit: str, text: str) -> None:
    assert cell(value, unit=unit).text == text


def test_the_table_holds_every_figure_and_the_drawing_is_hidden_from_nobody_who_needs_words() -> None:
    chart = Chart("办理结果", ("结果", "件数"), rows((("予以公开", 12), ("部分公开", None))), as_of=date(2026, 11, 22))

    html = render_to_string("components/chart.html", {"chart": chart})

    assert '<td class="num" data-value="12">12</td>' in html
    assert '<td class="num">—</td>' in html
    assert 'aria-label="办理结果的图形，数字见下表"' in html
    assert "截至 2026年11月22日" in html
    assert " style=" not in html


@pytest.mark.parametrize("figures", [(), (("予以公开", 12),)])
def test_one_figure_makes_no_drawing(figures: tuple[tuple[str, float], ...]) -> None:
    html = render_to_string("components/chart.html", {"chart": Chart("办理结果", ("结果", "件数"), rows(figures))})

    assert "data-chart" not in html
    assert "<table" in html


def test_a_row_of_several_series_leads_to_the_list_behind_it() -> None:
    chart = Chart("收到与答复", ("年份", "收到", "答复"), (row("2026", (56, 42), url="/requests/"),))

    html = render_to_string("components/chart.html", {"chart": chart})

    assert '<a href="/requests/">2026</a>' in html
    assert html.count("data-value") == 2


@pytest.mark.parametrize(
    ("opens", "closes", "left", "ticks"),
    [
        (date(2026, 11, 1), date(2026, 11, 5), 3, ("gone", "gone", "left", "left", "last")),
        (date(2026, 11, 1), date(2026, 11, 1), 1, ("last",)),
        (date(2026, 11, 1), date(2026, 11, 2), 0, ("gone", "gone")),
        (date(2026, 11, 1), date(2026, 11, 2), 9, ("left", "last")),
        (date(2026, 11, 2), date(2026, 11, 1), 1, ()),
        (date(2026, 1, 1), date(2026, 12, 31), 40, ()),
        (None, date(2026, 11, 1), 1, ()),
        (date(2026, 11, 1), date(2026, 11, 2), None, ()),
    ],
)
def test_each_day_of_a_term_is_a_tick(opens, closes, left, ticks) -> None:
    assert day_ticks(opens, closes, left) == ticks


@pytest.mark.parametrize(("kind", "number", "long"), [("bar", 5, False), ("bar", 6, True), ("column", 12, False)])
def test_many_lying_bars_keep_more_room_before_they_are_drawn(kind: str, number: int, long: bool) -> None:
    chart = Chart("结果", ("结果", "件数"), rows((str(place), place) for place in range(number)), kind=kind)

    assert ("chart-long" in render_to_string("components/chart.html", {"chart": chart})) is long
