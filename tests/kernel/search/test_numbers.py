"""Numbers that lead straight to their bearer."""

from collections.abc import Callable

import pytest

from portal.kernel.people.models import Department
from portal.kernel.search import numbers, selectors, sources
from portal.kernel.search.models import SearchText
from portal.kernel.search.services import indexing
from portal.kernel.search.sources import SearchDocument, SearchSource

Make = Callable[..., Department]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("沪房〔2024〕66号", "沪房2024-66"),
        ("沪房[2024]66", "沪房2024-66"),
        ("滬房（2024）第66號", "沪房2024-66"),
        ("国务院令第504号", "国务院令504"),
        ("国务院第504号令", "国务院令504"),
        ("11310000MB0000007T/2024-00326", "11310000mb0000007t/2024-00326"),
        ("", ""),
        ("公告", "公告"),
    ],
)
def test_every_way_of_writing_has_one_key(number: str, key: str) -> None:
    assert numbers.key_of(number) == key


@pytest.mark.parametrize("asked", ["沪房〔2024〕66号", "沪房[2024]66", "文号:沪房（2024）66号", "滬房【2024】66號"])
def test_a_number_leads_to_its_bearer(thing: Make, asked: str) -> None:
    made = thing("某通知", number="沪房〔2024〕66号", telephone="in_force")
    thing("解读", "沪房〔2024〕66号的解读")

    (bearer,) = selectors.search(text=asked).bearers

    assert (bearer.title, bearer.url, bearer.number) == ("某通知", f"/things/{made.pk}/", "沪房〔2024〕66号")


@pytest.mark.parametrize("asked", ["某 沪房〔2024〕66号", "〔2024〕66号", "沪房〔2023〕66号", "某通知", ""])
def test_more_or_less_than_one_number_leads_nowhere_by_itself(thing: Make, asked: str) -> None:
    thing("某通知", number="沪房〔2024〕66号")

    assert selectors.search(text=asked).bearers == ()


def test_an_index_number_leads_to_its_bearer_and_finds_it(thing: Make, kind: SearchSource) -> None:
    made = thing("某公示")

    def with_index_number(thing: Department) -> SearchDocument:
        return SearchDocument(
            thing.name, "正文", "/x/", kind.document(thing).published_on, index_number="11310000MB0000007T/2024-00326"
        )

    sources.register(SearchSource(kind.kind, kind.label, kind.model, with_index_number, kind.public))
    indexing.index(made)

    found = selectors.search(text="11310000mb0000007t/2024-00326")

    assert [bearer.number for bearer in found.bearers] == ["11310000MB0000007T/2024-00326"]
    assert [hit.title for hit in found.hits] == ["某公示"]


def test_a_number_of_signs_that_become_several_characters_has_room(thing: Make) -> None:
    number = "云建〔2026〕7号" + "…" * 60
    thing("某通知", number=number)

    assert numbers.key_of(number) == "云建(2026)7号" + "." * 110
    assert SearchText.objects.get(number=number).title == "某通知"


def test_what_is_taken_back_bears_no_number(thing: Make) -> None:
    made = thing("某通知", number="沪房〔2024〕66号")

    indexing.remove(made)

    assert selectors.search(text="沪房〔2024〕66号").bearers == ()
