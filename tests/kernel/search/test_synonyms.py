"""What the same thing is also called."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError
from django.test import Client

from portal.kernel.audit.models import Event
from portal.kernel.people.models import Department, Duty, User
from portal.kernel.search import selectors, synonyms
from portal.kernel.search.models import SynonymGroup
from portal.kernel.search.services.synonyms import NotSynonyms, save
from tests.factories.people import StaffFactory

AT = datetime(2026, 1, 5, tzinfo=UTC)
Make = Callable[..., Department]


@pytest.fixture
def officer(db: None) -> User:
    made: User = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    return made


def group(officer: User, *words: str, direction: str = "both", is_active: bool = True) -> SynonymGroup:
    return save(group=SynonymGroup(), words=words, direction=direction, note="", is_active=is_active, by=officer, at=AT)


def test_a_word_finds_what_is_called_otherwise_and_that_is_said(thing: Make, officer: User) -> None:
    thing("公共租赁住房管理办法")
    group(officer, "公租房", "公共租赁住房")

    found = selectors.search(text="公租房")
    literal = selectors.search(text="公租房", with_synonyms=False)

    assert [hit.title for hit in found.hits] == ["公共租赁住房管理办法"]
    assert found.hits[0].title_html == "<mark>公共租赁住房</mark>管理办法"
    assert found.also == (("公租房", ("公共租赁住房",)),)
    assert literal.also == ()
    assert literal.notice.startswith("没有")


def test_one_way_leads_from_the_first_word_only(thing: Make, officer: User) -> None:
    thing("低保申请指南")
    thing("最低生活保障办法")
    group(officer, "低保", "最低生活保障", direction="one_way")

    assert {hit.title for hit in selectors.search(text="低保").hits} == {"低保申请指南", "最低生活保障办法"}
    assert [hit.title for hit in selectors.search(text="最低生活保障").hits] == ["最低生活保障办法"]


def test_a_group_out_of_use_finds_nothing(thing: Make, officer: User) -> None:
    group(officer, "公租房", "公共租赁住房", is_active=False)

    assert synonyms.touched_by("公租房") == []


def test_spelling_does_not_matter(thing: Make, officer: User) -> None:
    thing("BIM技术应用指南")
    group(officer, "建築信息模型", "bim")

    assert selectors.search(text="建筑信息模型").total == 1


@pytest.mark.parametrize("typed", ["BIM技术", "bim技术", "BIM技术应用"])
def test_a_word_of_letters_and_characters_is_called_otherwise(thing: Make, officer: User, typed: str) -> None:
    thing("建筑信息模型应用指南")
    thing("BIM技术应用要点")
    thing("BIM 技术应用问答")
    thing("BIM软件应用", "引进技术")
    thing("5G 基站管理")
    thing("移动通信设施管理")
    group(officer, "BIM技术", "建筑信息模型")
    group(officer, "5G基站", "移动通信设施")

    found = selectors.search(text=typed)

    assert {hit.title for hit in found.hits} == {"建筑信息模型应用指南", "BIM技术应用要点", "BIM 技术应用问答"}
    assert found.also == (("bim技术", ("建筑信息模型",)),)
    assert selectors.search(text="5g基站").total == 2


def test_words_with_a_blank_between_them_are_not_one(thing: Make, officer: User) -> None:
    thing("住房的保障")
    thing("BIM软件，引进技术")
    group(officer, "住房保障", "安居")
    group(officer, "BIM技术", "建筑信息模型")

    assert selectors.search(text="住房 保障").total == 1
    assert selectors.search(text="BIM 技术").total == 1


def test_every_change_is_on_record(officer: User) -> None:
    made = group(officer, "公租房", "公共租赁住房")
    save(group=made, words=["公租房", "廉租房"], direction="both", note="并轨", is_active=True, by=officer, at=AT)

    added, changed = Event.objects.filter(target_type="search.synonymgroup").order_by("sequence")
    assert (added.verb, changed.verb) == ("search.add_synonyms", "search.change_synonyms")
    assert changed.before["words"] == ["公租房", "公共租赁住房"]
    assert changed.after["words"] == ["公租房", "廉租房"]


@pytest.mark.parametrize("words", [["公租房", "公租房"], ["公租房", "公租房 "], ["电梯", "電梯"], ["房", "房屋"]])
def test_words_that_make_no_group_are_refused(officer: User, words: list[str]) -> None:
    with pytest.raises(NotSynonyms):
        group(officer, *words)

    assert not Event.objects.filter(target_type="search.synonymgroup").exists()


@pytest.mark.parametrize("words", [["甲乙"], [f"词语{n}" for n in "甲乙丙丁戊己庚辛壬"]])
def test_a_group_has_two_to_eight_words(officer: User, words: list[str]) -> None:
    with pytest.raises(IntegrityError, match="search_synonyms_two_to_eight"):
        SynonymGroup.objects.create(words=words, folded=words)


def test_a_group_exists_once(officer: User) -> None:
    group(officer, "公租房", "公共租赁住房")

    with pytest.raises(IntegrityError, match="search_synonyms_once"):
        SynonymGroup.objects.create(words=["公租房", "公共租赁住房"], folded=["公租房", "公共租赁住房"])


def test_the_desk_takes_a_line_or_several(client: Client, officer: User) -> None:
    client.force_login(officer)

    answer = client.post(
        "/admin/search/synonymgroup/add/",
        {"words": "公租房 = 公共租赁住房、廉租房", "direction": "both", "note": "", "is_active": "on"},
    )

    assert answer.status_code == 302
    made = SynonymGroup.objects.get()
    assert made.words == ["公租房", "公共租赁住房", "廉租房"]
    assert str(made) == "公租房 = 公共租赁住房 = 廉租房"
    assert (
        "公租房\n公共租赁住房\n廉租房" in client.get(f"/admin/search/synonymgroup/{made.pk}/change/").content.decode()
    )
    assert Event.objects.filter(verb="search.add_synonyms", actor_id=officer.pk).count() == 1


@pytest.mark.parametrize("words", ["公租房", "房、屋", "公租房 公租房", "长" * 30 + " 公租房"])
def test_the_desk_explains_what_is_wrong(client: Client, officer: User, words: str) -> None:
    client.force_login(officer)

    answer = client.post("/admin/search/synonymgroup/add/", {"words": words, "direction": "both", "is_active": "on"})

    assert answer.status_code == 200
    assert not SynonymGroup.objects.exists()


def test_others_may_look_but_not_write(client: Client, db: None) -> None:
    client.force_login(StaffFactory(duties=[Duty.CLERK]))

    assert client.get("/admin/search/synonymgroup/").status_code == 200
    assert client.get("/admin/search/synonymgroup/add/").status_code == 403
