"""The demo content is as large and as varied as the README says."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from portal.front.demo.bureau import DEPARTMENTS, PEOPLE
from portal.front.demo.items import item_seeds
from portal.front.demo.loading import load_bureau
from portal.front.demo.participation import CONSULTATIONS
from portal.front.demo.policies import article, policy_seeds
from portal.kernel.search import selectors
from portal.kernel.search.services import checking

# 云建发 of 云建发〔2025〕12号: how the fictitious bureau marks a kind of its papers.
SIGN = re.compile(r"(云[\u4e00-\u9fff]{1,5})〔\d{4}〕")
UNTIL = date(2026, 11, 20)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_it_has_twelve_departments_and_a_login_for_every_duty():
    assert len(DEPARTMENTS) == 12
    assert {duty for person in PEOPLE for duty in person.duties} == {
        "clerk", "department_head", "secrecy_reviewer", "legal_reviewer", "disclosure_office", "deputy_leader",
        "main_leader", "system_admin", "security_admin", "audit_admin",
    }  # fmt: skip


@pytest.mark.django_db
def test_its_departments_are_found_at_once_without_the_nightly_check():
    at = datetime(2026, 11, 20, 9, tzinfo=SHANGHAI)

    load_bureau(at=at)
    load_bureau(at=at)

    found = checking.examine(clock=lambda: at, repair=False)
    assert (found.looked_at, found.missing, found.stale, found.orphaned) == (12, [], [], [])
    assert selectors.search(text="物业管理处").hits[0].title == "物业管理处"


def test_it_has_two_hundred_items_with_titles_and_numbers_of_their_own():
    items = list(item_seeds(UNTIL))

    assert len(items) == 200
    assert len({item.title for item in items}) == 200
    numbers = [item.document_number for item in items if item.document_number]
    assert len(numbers) == len(set(numbers))


def test_it_has_no_item_from_the_future_and_summaries_that_fit():
    items = list(item_seeds(UNTIL))

    assert max(item.formed_on for item in items) <= UNTIL
    assert max(len(item.summary) for item in items) <= 100


def test_it_has_forty_policies_most_of_them_interpreted():
    policies = list(policy_seeds(UNTIL))

    assert len(policies) == 40
    assert len({policy.number for policy in policies}) == 40
    assert sum(policy.interpretation is not None for policy in policies) == 30
    assert all(policy.interpretation for policy in policies if policy.is_normative)


def test_it_has_six_consultations_in_every_phase():
    assert len(CONSULTATIONS) == 6
    assert sum(each.opens_in <= 0 <= each.closes_in for each in CONSULTATIONS) == 2
    assert sum(each.reported_in is not None for each in CONSULTATIONS) == 2


def test_examples_in_hints_and_galleries_bear_the_signs_of_the_bureau():
    numbers = [seed.number for seed in policy_seeds(UNTIL)] + [seed.document_number for seed in item_seeds(UNTIL)]
    signs = {number.partition("〔")[0] for number in numbers} - {""}

    used = {}
    for folder in ("portal", "disclosure", "policies", "requests_app", "consultations", "templates"):
        for path in (settings.BASE_DIR / folder).rglob("*.*"):
            if path.suffix in {".py", ".html"} and "demo" not in path.parts:
                for sign in SIGN.findall(path.read_text(encoding="utf-8")):
                    used.setdefault(sign, path.name)

    assert "云建发" in signs
    assert used.keys() - signs == set(), used


def test_it_numbers_articles_as_statutes_do():
    assert [article(n) for n in (1, 10, 11, 20, 21)] == ["第一条", "第十条", "第十一条", "第二十条", "第二十一条"]
