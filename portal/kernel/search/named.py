"""Filters written in words: 部门:物业处 becomes the department's key, as if it had been chosen from the list."""

from typing import Any

from portal.kernel.search import sources
from portal.kernel.search.facets import BY_NAME, Way
from portal.kernel.search.normalise import normalise
from portal.kernel.ui import marks

_SHORT = {"有效": "in_force", "现行": "in_force", "无效": "repealed", "未施行": "pending", "修改": "amended"}


def wishes(named: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The filters by name and value, and what could not be understood."""
    found: dict[str, str] = {}
    notices = []
    for name, text in named:
        way = BY_NAME.get(name)
        value = _value(way, text) if way else ""
        if way is None:
            notices.append(f"“{text}”不能作为筛选条件，已忽略。")
        elif not value:
            notices.append(f"没有名为“{text}”的{way.label}，已忽略这个条件。")
        elif found.setdefault(name, value) != value:
            notices.append(f"{way.label}只能限定一个，已按第一个筛选。")
    return found, tuple(notices)


def _value(way: Way, text: str) -> str:
    match way.name:
        case "year":
            return text.removesuffix("年")
        case "kind":
            return _best({label: kind for kind, label in sources.labels().items()}, text)
        case "validity":
            return _SHORT.get(text) or _best({label: code for code, label in marks.words("validity").items()}, text)
        case "department":
            return _best(_departments(way), text)
    rows = way.model._default_manager.values_list("name", "slug") if way.model else []
    return _best(dict(rows), text)


def _departments(way: Way) -> dict[str, str]:
    assert way.model is not None  # noqa: S101 - departments are rows
    rows: Any = way.model._default_manager.values_list("name", "short_name", "pk")
    return {name: str(pk) for long, short, pk in rows for name in (long, short) if name}


def _best(values: dict[str, str], text: str) -> str:
    """The value of that very name, else of the shortest name that contains the text."""
    folded = {normalise(name): value for name, value in values.items()}
    containing = sorted((name for name in folded if text in name), key=lambda name: (name != text, len(name), name))
    return folded[containing[0]] if containing else ""
