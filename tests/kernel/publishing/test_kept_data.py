"""Counts beside filters and the like are read once a content version, for those who read what everybody may read."""

import datetime as dt

import pytest
from django.core.cache import cache

from portal.kernel.publishing import content_version
from portal.kernel.publishing.kept_data import kept_data
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.COUNTS_CACHE_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def asked():
    return []


def counts(asked, *, chosen=None, reader=None, on=DAY, version=None):
    return kept_data(
        "a.list",
        chosen=chosen or {},
        reader=reader,
        on=on,
        version=version,
        make=lambda: asked.append(1) or len(asked),
    )


def test_it_counts_once_for_the_same_choices(asked):
    assert [counts(asked), counts(asked)] == [1, 1]


@pytest.mark.parametrize("other", [{"chosen": {"year": "2026"}}, {"on": dt.date(2026, 11, 21)}])
def test_it_counts_other_choices_and_days_for_themselves(asked, other):
    counts(asked)

    assert counts(asked, **other) == 2


def test_it_counts_anew_after_a_release(asked):
    counts(asked)
    content_version.bump()

    assert counts(asked) == 2


def test_it_neither_shows_nor_keeps_what_a_signed_in_reader_may_see_more_of(asked):
    counts(asked)

    assert counts(asked, reader=StaffFactory()) == 2
    assert counts(asked) == 1


def test_it_believes_a_door_that_has_looked_for_the_version(asked, django_assert_num_queries):
    counts(asked, version=7)

    with django_assert_num_queries(0):
        assert counts(asked, version=7) == 1
    assert counts(asked, version=8) == 2
