"""公开数字: the figures of the home page, each with the table it is drawn from."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from policies import selectors as policies
from portal.kernel.ui.charts import Chart, Row, cell, rows
from requests_app import selectors as requests
from requests_app.rules.record import ServiceRecord


@dataclass(frozen=True, slots=True)
class Figure:
    """A sentence with one number in it, the list behind it, and the chart under it."""

    label: str
    value: str
    unit: str
    chart: Chart
    url: str = ""


def figures(*, on: date, at: datetime) -> tuple[Figure, ...]:
    """Four figures in four queries; one without anything to say is left out."""
    record = requests.service_record(on=on)
    found = (_on_time(record, on), _median(record, on), _results(record, on), _interpreted(at, on))
    return tuple(figure for figure in found if figure is not None)


def _on_time(record: ServiceRecord, on: date) -> Figure | None:
    if not record.answered:
        return None
    quarters = tuple(Row(each.label, (cell(round(each.on_time_share * 100, 1), unit="%"),)) for each in record.quarters)
    share = cell(round(record.on_time_share * 100, 1))
    return Figure(
        f"{on.year} 年按期答复",
        share.text,
        "%",
        Chart("按期答复率", ("季度", "按期答复率"), quarters, kind="line", maximum=100, as_of=on),
    )


def _median(record: ServiceRecord, on: date) -> Figure | None:
    if record.median_workdays is None:
        return None
    quarters = rows(((each.label, each.median_workdays) for each in record.quarters), unit=" 天")
    return Figure(
        f"{on.year} 年答复用时中位数",
        str(record.median_workdays),
        "个工作日",
        Chart("答复用时中位数", ("季度", "工作日"), quarters, kind="column", as_of=on),
    )


def _results(record: ServiceRecord, on: date) -> Figure | None:
    if not record.received:
        return None
    return Figure(
        f"{on.year} 年收到申请",
        f"{record.received:,}",
        "件",
        Chart("申请的办理结果", ("结果", "件数"), rows(record.results), as_of=on),
        reverse("requests:start"),
    )


def _interpreted(at: datetime, on: date) -> Figure | None:
    count = policies.interpretation_count(at=at)
    if not count.documents:
        return None
    return Figure(
        "有解读的政策文件",
        f"{count.interpreted:,}",
        "件",
        Chart(
            "政策文件的解读",
            ("解读", "件数"),
            rows((("已有解读", count.interpreted), ("还没有解读", count.bare))),
            as_of=on,
        ),
        reverse("policies:list"),
    )
