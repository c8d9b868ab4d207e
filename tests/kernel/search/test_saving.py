"""Searches that somebody wants to hear from."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction

from portal.kernel.delivery import letters
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.publishing.services import release, targeting
from portal.kernel.search import tasks
from portal.kernel.search.models import Arrival, SavedSearch, SynonymGroup
from portal.kernel.search.services import saving
from tests.factories.people import UserFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT, Desk

pytestmark = pytest.mark.django_db
BEFORE = RELEASED_AT - dt.timedelta(days=1)
AFTER = RELEASED_AT + dt.timedelta(minutes=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def saved(text="物业", *, filters=None, address="reader@example.com", by=None, at=BEFORE):
    asked = saving.criteria(text=text, filters=filters or {}, on=at.date())
    return saving.save(asked=asked, by=by, address=address, at=at)


def told():
    return list(OutboxLetter.objects.filter(letter=saving.MATCH).order_by("pk"))


def test_subscribers_of_what_matches_hear_of_a_release_once(desk):
    saved("物业")
    saved('"物业服务"', address="exact@example.com")
    saved("停车", address="other@example.com")
    saved("物业 -收费", address="excluded@example.com")
    saved("", filters={"kind": "policies.document"}, address="kind@example.com")
    saved("", filters={"kind": "policies.faq"}, address="faq@example.com")
    desk.publish(DocumentFactory(title="物业服务收费办法"))

    assert saving.match_arrivals(at=AFTER) == 1
    assert saving.match_arrivals(at=AFTER) == 0

    assert {letter.address for letter in told()} == {"reader@example.com", "exact@example.com", "kind@example.com"}
    assert not Arrival.objects.exists()


def test_the_letter_says_what_is_new_and_how_to_end_it(desk):
    saved("物业")
    document = DocumentFactory(title="物业服务收费办法", document_number="云建〔2026〕7号")
    desk.publish(document)
    saving.match_arrivals(at=AFTER)

    letter = letters.render(saving.MATCH, told()[0].context)

    assert letter.subject == "“物业”有新公开的内容：物业服务收费办法"
    assert "云建〔2026〕7号" in letter.body
    assert document.get_absolute_url() in letter.body
    assert re.search(r"/search/stop/[\w:-]+/", letter.body)


def test_the_signed_in_are_told_in_their_inbox(desk):
    reader = UserFactory()
    saved("物业", by=reader, address="")
    desk.publish(DocumentFactory(title="物业服务收费办法"))

    saving.match_arrivals(at=AFTER)

    assert [(letter.user_id, letter.channel, letter.address) for letter in told()] == [(reader.pk, "inbox", "")]


@pytest.mark.parametrize(
    "text", ["物业 近三年", "物业 2024年", "2020-01..2024-08 物业", "物业 年份:2024", "年份:2024 物业 有效性:已废止"]
)
def test_days_and_years_are_no_part_of_a_subscription(desk, text):
    saved(text, filters={"year": "2023"})
    desk.publish(DocumentFactory(title="物业服务收费办法"))

    tasks.match()

    assert [letter.address for letter in told()] == ["reader@example.com"]


def test_a_subscription_to_a_kind_that_was_asked_of_some_years_is_one_to_the_kind(desk):
    saved("2020年..2024年", filters={"kind": "policies.document"})
    desk.publish(DocumentFactory(title="物业服务收费办法"))

    tasks.match()

    assert [letter.address for letter in told()] == ["reader@example.com"]


def test_the_words_of_a_day_may_be_asked_for_in_quotation_marks(desk):
    saved('物业 "近三年"')
    desk.publish(DocumentFactory(title="物业服务收费办法"))
    desk.publish(DocumentFactory(title="近三年物业服务收费情况"))

    tasks.match()

    assert [letter.context["title"] for letter in told()] == ["近三年物业服务收费情况"]


@pytest.mark.parametrize(
    ("text", "heard_of"),
    [
        ("业主委员会", ["业主委员会备案办法", "甲"]),
        ("标题:业主委员会", ["业主委员会备案办法"]),
        ('"业主委员会"', ["业主委员会备案办法", "甲"]),
        ("小区业委会", ["业主委员会备案办法", "甲"]),
        ("附件清单", ["甲"]),
    ],
)
def test_a_long_word_must_stand_in_one_piece(desk, text, heard_of):
    SynonymGroup.objects.create(
        words=["小区业委会", "业主委员会"], folded=["小区业委会", "业主委员会"], direction="both", is_active=True
    )
    saved(text)
    desk.publish(DocumentFactory(title="业主委员会备案办法", body="请向街道办事处备案。"))
    desk.publish(DocumentFactory(title="甲", body="业主委员会备案所需附件清单。"))
    desk.publish(DocumentFactory(title="乙", body="业主大会，主委，委员会，业委，委会；附件，件清，清单。"))
    desk.publish(DocumentFactory(title="业主，主委，委员会", body="业委，委会"))

    tasks.match()

    assert [letter.context["title"] for letter in told()] == heard_of


def test_nobody_hears_of_what_was_public_before_they_asked(desk):
    desk.publish(DocumentFactory(title="物业服务收费办法"))
    saved("物业", at=AFTER)

    saving.match_arrivals(at=AFTER)

    assert told() == []


def test_nobody_hears_of_what_not_everybody_may_see_or_of_what_is_taken_over(desk):
    saved("物业")
    targeted = DocumentFactory(title="物业定向", targeted=True)
    targeting.grant(thing=targeted, user=desk.clerk, by=desk.clerk, at=DRAFTED_AT)
    desk.publish(targeted)
    DocumentFactory(title="物业旧文件", published=True)

    assert saving.match_arrivals(at=AFTER) == 0
    assert told() == []


def test_nobody_hears_of_what_was_withdrawn_before_they_were_told(desk):
    saved("物业")
    document = DocumentFactory(title="物业服务收费办法")
    desk.publish(document)
    release.withdraw(thing=document, reason="内容有误", by=desk.office, at=AFTER)

    tasks.match(unknown="keyword")

    assert told() == []
    assert not Arrival.objects.exists()


def test_saving_twice_keeps_one_and_there_are_not_more_than_fifty(monkeypatch):
    assert saved("物业").pk == saved("物业", at=AFTER).pk
    assert SavedSearch.objects.count() == 1
    monkeypatch.setattr(saving, "MOST", 1)

    with pytest.raises(saving.TooMany, match="最多订阅 1 项"):
        saved("停车")


@pytest.mark.parametrize("text", ["", "！？", "-物业", "近三年", "2024年", "年份:2024", "有效性:现行有效"])
def test_a_search_for_nothing_cannot_be_saved(text):
    with pytest.raises(saving.NothingAsked):
        saving.criteria(text=text, filters={"year": "2024", "kind": "nonsense"}, on=BEFORE.date())


def test_an_address_is_kept_only_after_its_owner_confirmed():
    asked = saving.criteria(text="物业", filters={"kind": "policies.document"}, on=BEFORE.date())
    saving.ask_to_confirm(asked=asked, address="reader@example.com", at=BEFORE)
    saving.ask_to_confirm(asked=asked, address="reader@example.com", at=BEFORE)
    assert not SavedSearch.objects.exists()

    (letter,) = OutboxLetter.objects.all()
    token = re.search(r"/search/confirm/([^/]+)/", letters.render(letter.letter, letter.context).body)[1]

    assert saving.read_confirmation(token) == (asked, "reader@example.com")
    with pytest.raises(saving.LinkExpired):
        saving.read_confirmation("made-up")


def test_ending_leaves_nothing_of_the_reader():
    mine = saved("物业")
    token = saving.stop_token(mine)

    saving.stop(saved=saving.by_stop_token(token))

    assert not SavedSearch.objects.exists()
    assert saving.by_stop_token(token) is None
    with pytest.raises(saving.LinkExpired):
        saving.by_stop_token("made-up")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"words": "物业"}, "search_saved_has_one_recipient"),
        ({"address": "a@example.com"}, "search_saved_asks_something"),
    ],
)
def test_half_a_subscription_is_refused_by_name(fields, name):
    with pytest.raises(IntegrityError, match=name):
        SavedSearch.objects.create(**fields, created_at=BEFORE)


def test_the_same_row_is_refused_by_name():
    mine = saved("物业")
    mine.pk = None
    with pytest.raises(IntegrityError, match="search_saved_once"), transaction.atomic():
        mine.save(force_insert=True)
    Arrival.objects.create(kind="x", object_id=1, at=BEFORE)
    with pytest.raises(IntegrityError, match="search_arrival_once"):
        Arrival.objects.create(kind="x", object_id=1, at=BEFORE)
