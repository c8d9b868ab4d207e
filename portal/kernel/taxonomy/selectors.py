"""Questions about columns and topics."""

from dataclasses import dataclass

from portal.kernel.taxonomy.models import Audience, Column, Topic


@dataclass(frozen=True)
class ColumnBranch:
    """A column with the columns under it."""

    column: Column
    depth: int
    children: tuple["ColumnBranch", ...]


@dataclass(frozen=True)
class TopicBranch:
    """A topic with the topics under it."""

    topic: Topic
    children: tuple["TopicBranch", ...]


def column_tree() -> tuple[ColumnBranch, ...]:
    """All columns in use in reading order, in one query; a column under a retired one is not shown."""
    by_parent: dict[int | None, list[Column]] = {}
    for column in Column.objects.active().select_related("department").order_by("position", "pk"):
        by_parent.setdefault(column.parent_id, []).append(column)

    def branches(parent_id: int | None, depth: int) -> tuple[ColumnBranch, ...]:
        return tuple(ColumnBranch(each, depth, branches(each.pk, depth + 1)) for each in by_parent.get(parent_id, ()))

    return branches(None, 0)


def topics() -> tuple[TopicBranch, ...]:
    """All topics as a tree in reading order, in one query."""
    by_parent: dict[int | None, list[Topic]] = {}
    for topic in Topic.objects.order_by("position", "pk"):
        by_parent.setdefault(topic.parent_id, []).append(topic)

    def branches(parent_id: int | None) -> tuple[TopicBranch, ...]:
        return tuple(TopicBranch(each, branches(each.pk)) for each in by_parent.get(parent_id, ()))

    return branches(None)


def audiences() -> tuple[Audience, ...]:
    """All audiences in reading order."""
    return tuple(Audience.objects.order_by("position", "pk"))


def column_and_below(column: Column) -> frozenset[int]:
    """The keys of a column and every column under it, for lists that show a whole branch."""
    below: dict[int | None, list[int]] = {}
    for key, parent_id in Column.objects.values_list("pk", "parent_id"):
        below.setdefault(parent_id, []).append(key)
    found: set[int] = set()
    waiting = [column.pk]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(below.get(key, ()))
    return frozenset(found)


def would_be_circular(*, thing: Column | Topic, parent: Column | Topic | None) -> bool:
    """Whether putting a column or topic under that parent would close a circle."""
    if thing.pk is None:
        return False
    seen: set[int] = set()
    while parent is not None and parent.pk not in seen:
        if parent.pk == thing.pk:
            return True
        seen.add(parent.pk)
        parent = parent.parent
    return parent is not None
