"""The index compared with what is public."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from portal.kernel.people.models import Department
from portal.kernel.search import lexemes, selectors, tasks
from portal.kernel.search.models import IndexCheck, SearchEntry, SearchSample, SearchText
from portal.kernel.search.services import checking
from tests.factories.people import DepartmentFactory

AT = datetime(2026, 1, 5, tzinfo=UTC)
Make = Callable[..., Department]


def examined(*, repair: bool = False, batch: int = 2) -> checking.Findings:
    return checking.examine(clock=lambda: AT, repair=repair, batch=batch)


def disordered(thing: Make) -> dict[str, Department]:
    """One thing of each disorder among some in order."""
    made = {name: thing(f"物业{name}") for name in ("甲", "缺", "旧", "多", "乙")}
    SearchEntry.objects.filter(object_id=made["缺"].pk).delete()
    Department.objects.filter(pk=made["旧"].pk).update(name="物业新")
    Department.objects.filter(pk=made["多"].pk).update(is_active=False)
    SearchEntry.objects.create(kind="gone.kind", object_id=1, published_on=AT.date(), tsv="'物业'")
    return made


@pytest.mark.parametrize("batch", [1, 2, 50])
def test_it_names_what_is_missing_stale_and_left_over(thing: Make, batch: int) -> None:
    made = disordered(thing)

    found = examined(batch=batch)

    assert found.missing == [f"tests.thing:{made['缺'].pk}"]
    assert found.stale == [f"tests.thing:{made['旧'].pk}"]
    assert found.orphaned == [f"tests.thing:{made['多'].pk}", "gone.kind:1"]
    assert not found.sound
    assert SearchEntry.objects.count() == 5


def test_what_is_mended_is_in_order_afterwards(thing: Make) -> None:
    disordered(thing)

    examined(repair=True)

    assert examined().sound
    assert sorted(hit.title for hit in selectors.search(text="物业").hits) == ["物业乙", "物业新", "物业甲", "物业缺"]


def test_a_row_without_its_text_counts_as_stale(thing: Make) -> None:
    made = thing("物业")
    SearchText.objects.all().delete()

    assert examined(repair=True).stale == [f"tests.thing:{made.pk}"]
    assert examined().sound


def test_a_row_without_its_copy_in_the_sample_counts_as_stale(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexemes, "sample_lexemes", lambda key: {lexemes.sample(16)})
    made = thing("物业")
    SearchSample.objects.all().delete()

    assert examined(repair=True).stale == [f"tests.thing:{made.pk}"]
    assert examined().sound
    assert SearchSample.objects.get().entry.object_id == made.pk


def test_what_is_released_while_it_looks_is_not_taken_for_left_over(thing: Make) -> None:
    first = thing("物业甲")
    moments = iter([AT, AT, AT])

    def clock() -> datetime:
        """Between the first look and the next question something is released."""
        if next(moments, None) is not None and not Department.objects.filter(name="物业乙").exists():
            thing("物业乙")
        return AT

    found = checking.examine(clock=clock, repair=True, batch=50)

    assert found.sound
    assert SearchEntry.objects.count() == 2
    assert first.pk in {hit.object_id for hit in selectors.search(text="物业").hits}


def test_the_command_fails_until_it_mends(thing: Make, capsys: pytest.CaptureFixture[str]) -> None:
    disordered(thing)

    with pytest.raises(CommandError, match="缺少 1，过时 1，多余 2"):
        call_command("check_search")
    call_command("check_search", repair=True)
    call_command("check_search")

    said = capsys.readouterr().out
    assert "多余 gone.kind:1" in said
    assert "已修复" in said
    assert said.rstrip().endswith("核对 4，缺少 0，过时 0，多余 0。")


def test_the_nightly_task_mends_and_leaves_a_row_for_staff(thing: Make) -> None:
    disordered(thing)

    tasks.check(unknown="keyword")
    tasks.check()

    first, second = IndexCheck.objects.order_by("pk")
    assert (first.missing, first.stale, first.orphaned, first.repaired, first.is_sound) == (1, 1, 2, True, False)
    assert "缺少 tests.thing" in first.examples
    assert (second.looked_at, second.is_sound, second.repaired) == (4, True, False)


def test_a_check_cannot_end_before_it_began(db: None) -> None:
    with pytest.raises(IntegrityError, match="search_check_ends_after_start"):
        checking.note(checking.Findings(), repaired=False, started_at=AT, at=datetime(2026, 1, 4, tzinfo=UTC))


def test_an_unchanged_department_costs_few_queries(
    thing: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for n in range(20):
        DepartmentFactory(name=f"物业{n}", duties_text="正文")
    examined(repair=True, batch=50)

    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]  # the stubs do not know it
        assert examined(batch=50).sound
