"""Columns, topics, audiences, tags, departments, hot words, notices: who changed what, and from what, is on record."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from portal.front import belonging
from portal.kernel.audit import verbs
from portal.kernel.audit.models import Event
from portal.kernel.audit.services import hash_of
from portal.kernel.people.models import Department, Duty
from portal.kernel.publishing import content_version
from portal.kernel.taxonomy.models import Column
from portal.kernel.ui.models import HotWord, SiteNotice
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.taxonomy import AudienceFactory, ColumnFactory, TagFactory, TopicFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 6, 3, 1, tzinfo=dt.UTC)


@pytest.fixture
def clerk(client: Client):
    user = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE, Duty.SYSTEM_ADMIN])
    client.force_login(user)
    return user


def last() -> Event:
    event = Event.objects.order_by("-sequence")[0]
    assert event.hash == hash_of(event)
    return event


def save(client: Client, desk: str, thing: object = None, /, **data: object) -> None:
    address = reverse(f"admin:{desk}_change", args=[thing.pk]) if thing else reverse(f"admin:{desk}_add")
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["adminform"].form.errors


def test_a_renamed_column_is_on_record_with_both_names(client: Client, clerk) -> None:
    column = ColumnFactory(name="住房", slug="housing", position=5)
    number = content_version.current()

    save(client, "taxonomy_column", column, name="住房保障", slug="housing", position=5, is_active="on")

    event = last()
    assert (event.verb, event.target_type, event.target_id) == ("front.set_column", "taxonomy.column", str(column.pk))
    assert (event.before, event.after) == ({"name": "住房"}, {"name": "住房保障"})
    assert event.actor_id == clerk.pk
    assert content_version.current() == number + 1


@pytest.mark.parametrize(
    ("name", "verb", "data"),
    [
        ("taxonomy_column", "front.set_column", {"name": "住房", "slug": "housing", "position": 1, "is_active": "on"}),
        ("taxonomy_topic", "front.set_topic", {"name": "住房", "slug": "housing", "position": 1}),
        ("taxonomy_audience", "front.set_audience", {"name": "新市民", "slug": "new", "position": 1}),
        ("taxonomy_tag", "front.set_tag", {"name": "加装电梯"}),
        ("ui_hotword", "front.set_hot_word", {"word": "加装电梯", "position": 1, "active": "on"}),
    ],
)
def test_a_new_one_is_on_record_whole(client: Client, clerk, name: str, verb: str, data: dict) -> None:
    save(client, name, **data)

    event = last()
    assert event.verb == verb
    assert event.before == {}
    assert data.get("name", data.get("word")) in event.after.values()
    assert event.actor_id == clerk.pk


@pytest.mark.parametrize("factory", [ColumnFactory, TopicFactory, AudienceFactory, TagFactory])
def test_the_event_names_only_what_changed(factory) -> None:
    term = factory()
    was, term.name = term.name, "新名称"

    belonging.set_term(term=term, by=StaffFactory(), at=AT)

    assert (last().before, last().after, last().at) == ({"name": was}, {"name": "新名称"}, AT)


def test_putting_columns_in_order_in_their_list_is_on_record(client: Client, clerk) -> None:
    first, second = ColumnFactory(position=1), ColumnFactory(position=2)
    data = {
        "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "1",
        "form-0-id": first.pk, "form-0-position": 9, "form-1-id": second.pk, "form-1-position": 2,
    }  # fmt: skip

    client.post(reverse("admin:taxonomy_column_changelist"), data)

    event = Event.objects.get(verb="front.set_column")
    assert (event.target_id, event.before, event.after) == (str(first.pk), {"position": 1}, {"position": 9})


def test_a_department_is_on_record_when_it_is_made_and_when_it_changes(client: Client, clerk) -> None:
    facts = {"name": "房屋管理处", "short_name": "房管处", "code": "FGC", "position": 1, "is_active": "on"}
    facts["kind"] = Department.Kind.values[-1]
    parent = DepartmentFactory()
    facts["parent"] = parent.pk

    save(client, "people_department", **facts)
    department = Department.objects.get(code="FGC")
    assert (last().verb, last().before, last().after["name"]) == ("front.set_department", {}, "房屋管理处")

    save(client, "people_department", department, **{**facts, "telephone": "0000-12345602"})
    assert (last().before, last().after) == ({"telephone": ""}, {"telephone": "0000-12345602"})
    assert last().actor_id == clerk.pk


def test_a_notice_and_a_word_taken_down_are_on_record(client: Client, clerk) -> None:
    word = HotWord.objects.create(word="旧词", position=1)
    notice = SiteNotice.objects.create(text="系统维护", shown_from=AT, shown_until=AT + dt.timedelta(days=1))

    client.post(reverse("admin:ui_hotword_delete", args=[word.pk]), {"post": "yes"})
    assert (last().verb, last().before["word"]) == ("front.remove_hot_word", "旧词")

    client.post(reverse("admin:ui_sitenotice_delete", args=[notice.pk]), {"post": "yes"})
    assert (last().verb, last().before["text"]) == ("front.remove_notice", "系统维护")


def test_when_the_trail_cannot_be_written_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    column = ColumnFactory(name="住房")
    column.name = "新名称"
    monkeypatch.setattr(verbs, "known", lambda verb: False)

    with pytest.raises(verbs.UnknownVerb):
        belonging.set_term(term=column, by=StaffFactory(), at=AT)

    assert Column.objects.get(pk=column.pk).name == "住房"


def test_who_may_only_look_changes_and_records_nothing(client: Client) -> None:
    client.force_login(StaffFactory(duties=[Duty.CLERK]))
    column = ColumnFactory(name="住房", slug="housing")
    data = {"name": "改名", "slug": "housing", "position": 0, "is_active": "on"}

    assert client.post(reverse("admin:taxonomy_column_change", args=[column.pk]), data).status_code == 403

    assert not Event.objects.filter(verb__in=belonging.VERBS).exists()
