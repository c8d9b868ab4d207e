"""Putting things into the index and taking them out."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from portal.kernel.people.models import Department
from portal.kernel.search import lexemes, selectors, sources
from portal.kernel.search.models import SearchEntry, SearchText
from portal.kernel.search.services import indexing
from portal.kernel.search.sources import SearchDocument, SearchSource, UnknownSource
from tests.factories.people import DepartmentFactory, UserFactory

AT = datetime(2026, 1, 5, tzinfo=UTC)


def found(text: str) -> list[int]:
    return [hit.object_id for hit in selectors.search(text=text).hits]


def test_an_indexed_thing_is_found_and_a_removed_one_is_not(thing: Callable[..., Department]) -> None:
    made = thing("住宅物业管理规定")
    assert found("物业") == [made.pk]

    indexing.remove(made)

    assert found("物业") == []
    assert not SearchText.objects.exists()


def test_what_is_new_is_found_before_and_after_it_is_sorted_in(thing: Callable[..., Department]) -> None:
    made = thing("住宅物业管理规定")
    assert found("物业") == [made.pk]

    assert indexing.sort_in() > 0

    assert found("物业") == [made.pk]
    assert indexing.sort_in() == 0


def test_the_same_content_is_not_written_again(thing: Callable[..., Department]) -> None:
    made = thing("住宅物业管理规定")

    assert indexing.index(made) is False


def test_changed_content_replaces_the_row(thing: Callable[..., Department]) -> None:
    made = thing("住宅物业管理规定")
    made.name = "公共租赁住房管理办法"

    assert indexing.index(made) is True

    assert found("物业") == []
    assert found("租赁") == [made.pk]
    assert SearchEntry.objects.count() == 1


def test_a_new_way_of_making_lexemes_rewrites_equal_content(
    thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = thing("住宅物业管理规定")
    monkeypatch.setattr(lexemes, "VERSION", lexemes.VERSION + 1)

    assert indexing.index(made) is True


def test_a_thing_that_is_not_public_loses_its_row(thing: Callable[..., Department]) -> None:
    made = thing("住宅物业管理规定")
    Department.objects.update(is_active=False)

    assert indexing.index(made, at=AT) is False

    assert found("物业") == []


def test_a_thing_nobody_registered_is_refused(kind: SearchSource, db: None) -> None:
    with pytest.raises(UnknownSource):
        indexing.index(UserFactory())


def test_text_that_a_database_cannot_hold_is_cleaned(thing: Callable[..., Department], kind: SearchSource) -> None:
    made = thing("物业")
    dirty = SearchDocument("标\x00题\u200b甲", "正\x07文 ' \\ 乙", "/x/", AT.date())
    sources.register(SearchSource(kind.kind, kind.label, kind.model, lambda _thing: dirty, kind.public))

    indexing.index(made)

    assert SearchText.objects.get().title == "标 题甲"
    assert found("标题") == []
    assert found("题甲") == [made.pk]


def test_a_rebuild_adds_changes_and_removes(thing: Callable[..., Department]) -> None:
    kept, hidden = thing("物业甲"), thing("物业乙")
    Department.objects.filter(pk=hidden.pk).update(is_active=False)
    added = DepartmentFactory(name="物业丙", duties_text="正文", hours="2024-05-21")
    SearchEntry.objects.create(kind="gone.kind", object_id=1, published_on=AT.date(), tsv="'物业'")

    *_, last, orphans = indexing.rebuild(clock=lambda: AT, batch=1)

    assert (last.written, last.removed, orphans.removed) == (1, 1, 1)
    assert sorted(found("物业")) == sorted([kept.pk, added.pk])


def test_an_interrupted_rebuild_takes_up_where_it_stopped(kind: SearchSource, db: None) -> None:
    for n in range(6):
        DepartmentFactory(name=f"物业{n}", duties_text="正文", hours="2024-05-21")
    first = indexing.rebuild(clock=lambda: AT, batch=2)
    next(first)
    first.close()
    assert SearchEntry.objects.count() == 2

    *_, last = indexing.rebuild(clock=lambda: AT, batch=2)

    assert (last.seen, last.written) == (6, 4)


def test_the_command_rebuilds_and_says_what_it_did(
    thing: Callable[..., Department], capsys: pytest.CaptureFixture[str]
) -> None:
    thing("物业")
    SearchEntry.objects.all().delete()

    call_command("rebuild_search", verbosity=0)

    assert "测试内容：查看 1，写入 1，移除 0" in capsys.readouterr().out
    assert SearchEntry.objects.count() == 1


def test_the_command_refuses_a_kind_it_does_not_know(kind: SearchSource, db: None) -> None:
    with pytest.raises(CommandError, match="没有登记这样的类型"):
        call_command("rebuild_search", kind=["nonsense"], verbosity=0)
