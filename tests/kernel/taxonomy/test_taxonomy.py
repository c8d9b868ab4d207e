"""Columns, topics and the columns the law names."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from portal.kernel.people.models import Duty
from portal.kernel.taxonomy.models import Column, Topic
from portal.kernel.taxonomy.selectors import audiences, column_and_below, column_tree, topics, would_be_circular
from portal.kernel.taxonomy.services.statutory import load_statutory_columns
from tests.factories.people import StaffFactory
from tests.factories.taxonomy import AudienceFactory, ColumnFactory, TagFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_the_columns_are_read_in_one_query_and_in_order(django_assert_num_queries):
    second, first = ColumnFactory(position=2), ColumnFactory(position=1)
    below = ColumnFactory(parent=first)
    retired = ColumnFactory(parent=first, is_active=False)
    ColumnFactory(parent=retired)

    with django_assert_num_queries(1):
        tree = column_tree()

    assert [branch.column for branch in tree] == [first, second]
    assert [branch.column for branch in tree[0].children] == [below]


def test_a_branch_holds_the_column_and_everything_below(django_assert_num_queries):
    top = ColumnFactory()
    middle = ColumnFactory(parent=top)
    bottom = ColumnFactory(parent=middle)
    ColumnFactory()

    with django_assert_num_queries(1):
        assert column_and_below(top) == {top.pk, middle.pk, bottom.pk}


def test_topics_and_audiences_are_read_in_one_query_each(django_assert_num_queries):
    topic = TopicFactory()
    below = TopicFactory(parent=topic)
    audience = AudienceFactory()

    with django_assert_num_queries(2):
        tree, everybody = topics(), audiences()

    assert [branch.topic for branch in tree] == [topic]
    assert [branch.topic for branch in tree[0].children] == [below]
    assert everybody == (audience,)


def test_a_circle_is_seen_before_it_closes():
    top = ColumnFactory()
    below = ColumnFactory(parent=top)

    assert would_be_circular(thing=top, parent=below)
    assert not would_be_circular(thing=below, parent=top)


def test_the_law_names_its_columns_once(capsys):
    outcome = load_statutory_columns()
    assert (outcome.created, outcome.kept) == (21, 0)
    Column.objects.filter(slug="a20-07").update(name="财政资金")

    call_command("load_columns")

    assert "新建 0 个栏目，保留 21 个" in capsys.readouterr().out
    assert Column.objects.get(slug="a20-07").name == "财政资金"
    assert Column.objects.filter(parent__slug="statutory").count() == 15
    assert Column.objects.get(slug="a20-15").description.startswith("条例第二十条第十五项")


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("taxonomy_column_named", lambda: ColumnFactory(name="")),
        ("taxonomy_column_age_positive", lambda: ColumnFactory(max_age_days=0)),
        ("taxonomy_topic_named", lambda: TopicFactory(slug="")),
        ("taxonomy_audience_named", lambda: AudienceFactory(name="")),
        ("taxonomy_tag_named", lambda: TagFactory(name="")),
    ],
)
def test_constraints_by_name(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


@pytest.mark.parametrize(
    ("constraint", "factory", "model"),
    [
        ("taxonomy_column_not_own_parent", ColumnFactory, Column),
        ("taxonomy_topic_not_own_parent", TopicFactory, Topic),
    ],
)
def test_nothing_stands_under_itself(constraint, factory, model):
    thing = factory()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.filter(pk=thing.pk).update(parent=thing)


def test_the_disclosure_office_keeps_the_columns_and_others_look(client):
    client.force_login(StaffFactory(duties=[Duty.CLERK]))
    assert client.get("/admin/taxonomy/column/").status_code == 200
    assert client.get("/admin/taxonomy/column/add/").status_code == 403

    client.force_login(StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))
    parent = ColumnFactory()
    response = client.post(
        "/admin/taxonomy/column/add/",
        {"name": "通知", "slug": "tongzhi", "parent": parent.pk, "position": 1, "is_active": "on"},
    )
    assert response.status_code == 302
    column = Column.objects.get(slug="tongzhi")
    circle = client.post(
        f"/admin/taxonomy/column/{parent.pk}/change/",
        {"name": "上级", "slug": "shangji", "parent": column.pk, "position": 1},
    )
    assert "上级不能是自己" in circle.content.decode()
