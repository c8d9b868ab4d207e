"""Filters, tags, components and error pages."""

import gzip
import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory, override_settings

from portal.kernel.rules.clock import DayNote
from portal.kernel.ui import gallery, marks, strip
from portal.kernel.ui.static_files import STYLESHEETS

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def render(source: str, query: str = "", **context: object) -> str:
    template = engines["django"].from_string("{% load ui %}" + source)
    return template.render(context, RequestFactory().get(f"/list/{query}"))


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("workdate", date(2026, 11, 21), "2026年11月21日"),
        ("workdate", datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "2026年11月21日"),
        ("workdate", None, ""),
        ("isodate", datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "2026-11-21"),
        ("moment_zh", datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "2026年11月21日 00:30"),
        ("pubdate", datetime(2026, 3, 6, 1, 5, tzinfo=UTC), "2026-03-06 09:05"),
        ("weekday_zh", date(2026, 11, 21), "星期六"),
        ("filesize_zh", 0, "0 字节"),
        ("filesize_zh", 1024, "1 KB"),
        ("filesize_zh", 4_928_307, "4.7 MB"),
        ("file_kind", "流程图.pdf", "PDF"),
        ("file_kind", "没有扩展名", "文件"),
    ],
)
def test_says_dates_and_sizes_as_people_do(expression: str, value: object, text: str) -> None:
    assert render("{{ value|" + expression + " }}", value=value) == text


@pytest.mark.parametrize("name", ["disclosure/catalogue.html", "front/privacy.html"])
def test_a_table_that_becomes_cards_names_every_cell_as_its_column(name: str) -> None:
    table = (TEMPLATES / name).read_text(encoding="utf-8").partition("data-cards")[2].partition("</table>")[0]
    columns = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', table)
    rows = re.findall(r"<tr>(.*?)</tr>", table.partition("</thead>")[2], re.DOTALL)

    assert rows
    for row in rows:
        cells = re.findall(r'<(td|th scope="row")(?: data-label="([^"]*)")?', row)
        # The name of the card, with its number where it has one, needs no heading.
        first = [tag for tag, _ in cells].index('th scope="row"') + 1
        assert [label for _, label in cells] == [""] * first + columns[first:]


def test_a_share_never_leaves_its_bar() -> None:
    assert render("{{ 3|share_of:4 }} {{ 9|share_of:4 }} {{ 1|share_of:0 }}") == "75.0% 100.0% 0.0%"


def test_changing_one_parameter_keeps_the_others_and_starts_paging_anew() -> None:
    changed = render("{% query_replace year=2026 q=None %}", "?q=住房&topic=2&year=2025&cursor=abc")

    assert changed == "?topic=2&amp;year=2026"


def test_paging_works_inside_a_component_that_sees_only_its_own_context() -> None:
    page = {"previous_cursor": "", "next_cursor": "n1"}

    html = render('{% include "components/pagination.html" with page=page only %}', "?q=a&cursor=x", page=page)

    assert 'href="?q=a&amp;cursor=n1"' in html
    assert "上一页" not in html


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, known in marks._MARKS.items() for code in known])
def test_a_state_is_said_by_word_shape_and_colour(kind: str, code: str) -> None:
    html = render_to_string("components/mark.html", {"kind": kind, "code": code})

    assert marks.mark(kind, code).word in html
    assert 'class="mark-shape"' in html
    assert "tone-" in html


def test_an_unknown_state_is_shown_not_hidden() -> None:
    assert "尚在清理" in render_to_string(
        "components/mark.html", {"kind": "validity", "code": "x", "label": "尚在清理"}
    )


@pytest.mark.parametrize(("workdays", "words"), [(8, "还有 8 个工作日"), (0, "今天到期"), (-2, "逾期 2 个工作日")])
def test_a_light_says_how_many_working_days(workdays: int, words: str) -> None:
    assert words in render_to_string("components/mark_light.html", {"code": "red", "workdays": workdays})


NOTES = (
    DayNote(date(2022, 9, 30), counted=False, number=None, kind="start", reason="收到当日不计入"),
    DayNote(date(2022, 10, 1), counted=False, number=None, kind="holiday", reason="国庆节放假"),
    DayNote(date(2022, 10, 8), counted=True, number=1, kind="make_up", reason="国庆节调休上班"),
    DayNote(date(2022, 10, 10), counted=True, number=2, kind="due", reason="工作日，期限届满"),
)


def test_the_strip_lays_days_out_by_month_from_their_place_in_it() -> None:
    laid = strip.lay_out(NOTES, date(2022, 10, 8))

    assert [month.label for month in laid.months] == ["2022年9月", "10月"]
    assert laid.months[0].days[0].classes == "day day-start from-30 weekday-5"
    assert laid.months[1].days[0].classes == "day day-holiday from-1 weekday-6"
    assert laid.months[1].days[1].classes == "day day-make-up day-today"
    assert laid.months[1].days[1].sentence == "10月8日（星期六）：今天。第1个工作日。国庆节调休上班"


def test_the_legend_counts_every_counted_day_however_it_is_drawn() -> None:
    words = {entry.kind: entry.word for entry in strip.lay_out(NOTES).legend}

    assert words["make_up"] == "其中调休上班 1 天"
    assert words["holiday"] == "节假日 1 天，不计入"
    assert "weekend" not in words


def test_the_strip_has_a_table_that_says_the_same() -> None:
    html = render_to_string("components/calendar_strip.html", {"notes": NOTES})

    assert html.count('tabindex="0"') == len(NOTES)
    assert html.count('<th scope="row">') == len(NOTES)
    assert "国庆节放假" in html


def test_the_strip_of_no_days_is_nothing() -> None:
    assert render_to_string("components/calendar_strip.html", {"notes": ()}).strip() == ""


@pytest.mark.parametrize("code", ["400", "500", "503"])
def test_pages_of_trouble_need_neither_context_nor_database(code: str) -> None:
    assert settings.SITE["name"] in get_template(f"{code}.html").render()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["403", "404", "410", "429"])
def test_error_pages_keep_the_way_back(code: str) -> None:
    page = get_template(f"{code}.html").render({}, RequestFactory().get("/lost/"))

    assert 'href="/"' in page
    assert "搜索" in page


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("components/*.html")), ids=lambda path: path.stem)
def test_each_component_says_its_context_at_its_top(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("{#")
    assert "Context:" in first


@pytest.mark.django_db
def test_the_gallery_is_for_staff_only(client: Client) -> None:
    assert client.get("/styleguide/").status_code == 404

    assert client.get("/styleguide/chart/").status_code == 404

    with override_settings(DEBUG=True):
        assert client.get("/styleguide/").status_code == 200


def test_every_component_has_its_gallery_page() -> None:
    files = {path.stem for path in TEMPLATES.glob("components/*.html")}

    assert files - gallery.PARTS == set(gallery.COMPONENTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(gallery.COMPONENTS))
def test_a_component_holds_in_every_state_of_its_gallery_page(client: Client, name: str) -> None:
    with override_settings(DEBUG=True):
        page = client.get(f"/styleguide/{name}/")

    assert page.status_code == 200
    assert page.text.count('class="sample"') == len(tuple(gallery.COMPONENTS[name].states()))
    assert " style=" not in page.text


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_page_says_its_errors_twice(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert path.name == "form.html" or not ("error_summary.html" in source and "{{ form }}" in source)


def test_the_vendored_files_are_those_we_checked() -> None:
    vendor = Path(settings.BASE_DIR) / "static" / "vendor"
    lines = (vendor / "CHECKSUMS").read_text(encoding="ascii").splitlines()

    listed = [line for line in lines if not line.startswith("#")]
    for line in listed:
        digest, name = line.split()
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest
    assert {line.split()[1] for line in listed} == {
        path.relative_to(vendor).as_posix()
        for path in vendor.rglob("*")
        if path.is_file() and path != vendor / "CHECKSUMS"
    }


def test_the_part_of_bootstrap_is_a_true_copy_and_holds_what_templates_use() -> None:
    vendor = Path(settings.BASE_DIR) / "static" / "vendor" / "bootstrap"
    whole = (vendor / "bootstrap-grid.min.css").read_text("utf-8")
    part = (vendor / "bootstrap-grid.part.css").read_text("utf-8")

    for rule in part.partition("*/\n")[2].splitlines():
        condition, _, one = rule.removesuffix("}").rpartition("{.") if rule.startswith("@") else ("", "", rule)
        assert condition in whole
        assert one in whole
    written = " ".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    used = {word for classes in re.findall(r'class="([^"]*)"', written) for word in classes.split()}
    assert used & _classes(whole) <= _classes(part)


def _classes(stylesheet: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", stylesheet))


def test_the_first_view_stays_small() -> None:
    static = Path(settings.BASE_DIR) / "static"
    files = [*static.glob("css/*.css"), *static.glob("js/*.js"), *(static / name for name in STYLESHEETS)]

    assert sum(len(gzip.compress(path.read_bytes())) for path in set(files)) < 40_000
