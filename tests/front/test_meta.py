"""What machines read at the head of a page: the guide's tags, Open Graph, JSON-LD, one address, what not to index."""

import datetime as dt
import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.kernel.ui import face
from tests.factories.consultations import ConsultationFactory
from tests.factories.disclosure import ItemFactory
from tests.factories.people import DepartmentFactory
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.taxonomy import ColumnFactory
from tests.factories.ui import SiteIdentityFactory

pytestmark = pytest.mark.django_db
NASTY = '关于"引号"、</script><script>alert(1)</script> & <b>的通知'
COLUMN_TAGS = {"ColumnName", "ColumnType", "ColumnDescription", "description"}
ARTICLE_TAGS = {"ArticleTitle", "PubDate", "ContentSource", "ColumnName", "Author", "Description", "Url"}


class Head(HTMLParser):
    """Names and contents of the tags of a page's head, and its blocks of data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.scripts: list[dict[str, str]] = []
        self.feed(page)
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        self.data = [json.loads(text) for text in data]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "meta":
            self.tags[given.get("name") or given.get("property", "")] = given.get("content", "")
        elif tag == "link" and given["rel"] != "stylesheet":
            self.links[given["rel"]] = given["href"]
        elif tag == "script":
            self.scripts.append(given)


def head(client: Client, address: str, status: int = 200) -> Head:
    response = client.get(address)
    assert response.status_code == status, address
    return Head(response.text)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/platform/",
        "/departments/",
        "/disclosure/",
        "/disclosure/catalogue/",
        "/policies/",
        "/requests/",
        # Without words it holds nothing of anybody's; its answers are another matter, below.
        "/search/",
        "/consultations/",
        "/workdays/",
        "/site-map/",
        "/feeds/",
        "/about/",
        "/privacy/",
        "/accessibility/",
    ],
)
def test_a_column_names_its_site_and_itself(client: Client, address: str):
    found = head(client, address)

    assert {"SiteName", "SiteDomain", "SiteIDCode"} | COLUMN_TAGS <= found.tags.keys()
    assert all(found.tags[name] for name in COLUMN_TAGS)
    assert found.tags["og:title"] == found.tags["ColumnName"]
    assert found.links["canonical"] == found.tags["og:url"] == f"http://testserver{address}"
    assert "robots" not in found.tags


def things() -> dict[str, str]:
    column = ColumnFactory(slug="a20-01", name="机构职能")
    document = DocumentFactory(published=True)
    return {
        "item": ItemFactory(published=True, column=column).get_absolute_url(),
        "document": document.get_absolute_url(),
        "interpretation": InterpretationFactory(published=True, document=document).get_absolute_url(),
        "consultation": ConsultationFactory(published=True).get_absolute_url(),
        "column": "/columns/a20-01/",
        "department": f"/departments/{DepartmentFactory(duties_text='负责住房保障。').pk}/",
    }


def test_every_article_carries_the_tags_of_the_guide(client: Client):
    for name, address in things().items():
        found = head(client, address)
        wanted = {"ColumnName", "ColumnType"} if name in {"column", "department"} else ARTICLE_TAGS - {"Author"}

        assert wanted <= found.tags.keys(), name
        assert found.links["canonical"] == f"http://testserver{address}"
        assert found.tags["og:type"] == ("website" if name in {"column", "department"} else "article")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?utm_source=x&spm=1&from=singlemessage", "/policies/"),
        ("?year=2026&utm_medium=mail&validity=in_force", "/policies/?year=2026&validity=in_force"),
        ("?validity=in_force&year=2026", "/policies/?year=2026&validity=in_force"),
    ],
)
def test_marks_of_campaigns_make_no_other_page(client: Client, query: str, canonical: str):
    assert head(client, f"/policies/{query}").links["canonical"] == f"http://testserver{canonical}"


@pytest.mark.parametrize(
    ("dates", "force", "coverage"),
    [
        ({"effective_on": dt.date(2020, 1, 1)}, "InForce", "2020-01-01/.."),
        (
            {"effective_on": dt.date(2020, 1, 1), "expires_on": dt.date(2021, 1, 1)},
            "NotInForce",
            "2020-01-01/2021-01-01",
        ),
        ({"effective_on": dt.date(2999, 1, 1)}, "NotInForce", "2999-01-01/.."),
    ],
)
def test_a_policy_is_legislation_with_its_force(client: Client, dates: dict, force: str, coverage: str):
    document = DocumentFactory(published=True, document_number="云住建规〔2020〕1号", **dates)

    (law,) = head(client, document.get_absolute_url()).data

    assert law["@context"] == "https://schema.org"
    assert (law["@type"], law["legislationIdentifier"]) == ("Legislation", "云住建规〔2020〕1号")
    assert law["legislationLegalForce"] == f"https://schema.org/{force}"
    assert law["temporalCoverage"] == coverage
    assert law["url"] == f"http://testserver{document.get_absolute_url()}"


def test_a_consultation_is_an_event_and_home_says_whose_site_it_is(client: Client):
    thing = ConsultationFactory(published=True)

    (event,) = head(client, thing.get_absolute_url()).data
    (home,) = head(client, "/").data
    (data,) = head(client, "/feeds/").data

    assert (event["startDate"], event["endDate"]) == (thing.opens_on.isoformat(), thing.closes_on.isoformat())
    assert [each["@type"] for each in home["@graph"]] == ["GovernmentOrganization", "WebSite"]
    assert {each["@type"] for each in data["@graph"]} == {"Dataset"}


def test_no_title_can_end_the_block_of_data_or_a_tag(client: Client):
    document = DocumentFactory(published=True, title=NASTY, summary=NASTY)

    found = head(client, document.get_absolute_url())

    assert found.data[0]["name"] == NASTY
    assert found.tags["ArticleTitle"] == found.tags["og:title"] == NASTY
    assert all("src" in each or each.get("type") == "application/ld+json" for each in found.scripts)


def test_the_first_picture_stands_for_the_page(client: Client):
    text = '<p>见图。</p><p><img src="/attachments/1/a.png?x=1&amp;y=2" alt="图"></p>'
    document = DocumentFactory(published=True, body=text)

    found = head(client, document.get_absolute_url())

    assert found.tags["Image"] == found.tags["og:image"] == "http://testserver/attachments/1/a.png?x=1&y=2"
    assert found.tags["og:image:alt"] == document.title
    assert "og:image:width" not in found.tags


def test_a_page_without_a_picture_is_shared_with_the_card_of_the_portal(client: Client):
    document = DocumentFactory(published=True)

    for address in ("/", "/policies/", document.get_absolute_url()):
        found = head(client, address)

        assert "Image" not in found.tags
        assert found.tags["og:image"].startswith("http://testserver/static/img/share")
        assert (found.tags["og:image:width"], found.tags["og:image:height"]) == ("1200", "630")
        assert found.tags["og:image:alt"] == found.tags["og:site_name"]


def test_the_card_has_the_size_the_pages_say_and_is_light():
    card = Path(settings.BASE_DIR, "static/img/share.png").read_bytes()

    assert struct.unpack(">II", card[16:24]) == (1200, 630)
    assert len(card) <= 20 * 1024


def test_the_bureaus_own_logo_is_shared_before_the_card(client: Client):
    SiteIdentityFactory(logo=b"picture", logo_kind="png", logo_width=200, logo_height=50)
    face.changed()

    found = head(client, "/policies/")

    assert found.tags["og:image"].startswith("http://testserver/identity-logo?v=")
    assert "og:image:width" not in found.tags


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search/?q=住房", 200),
        ("/search/?year=2026", 200),
        ("/preferences/", 200),
        ("/feedback/", 200),
        ("/accounts/login/", 200),
        ("/requests/status/", 200),
        ("/no-such-page/", 404),
    ],
)
def test_what_is_personal_or_passing_is_not_indexed(client: Client, address: str, status: int):
    assert head(client, address, status).tags["robots"].startswith("noindex")


def test_answers_to_somebodys_words_are_no_other_address_of_the_search_page(client: Client):
    assert head(client, "/search/?spm=1").links["canonical"] == "http://testserver/search/"
    assert "canonical" not in head(client, "/search/?q=住房").links


def test_a_hidden_thing_tells_machines_no_more_than_an_absent_one(client: Client):
    draft = DocumentFactory(title="尚未公开的文件")

    hidden = client.get(draft.get_absolute_url())
    absent = client.get("/policies/999999/")

    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace(draft.get_absolute_url(), "…") == absent.text.replace("/policies/999999/", "…")
    assert reverse("search") in hidden.text


def test_numbers_and_names_stay_as_they_are_in_traditional_characters(client: Client):
    office = DepartmentFactory(name="规划处")
    document = DocumentFactory(published=True, department=office, title="规划办法", document_number="云规〔2026〕3号")
    client.cookies["reading"] = "hant"

    page = client.get(document.get_absolute_url()).text

    assert "規劃辦法" in page
    assert page.count("云规〔2026〕3号") >= 2
    assert '<dd translate="no">规划处</dd>' in page
    assert "雲規" not in page.partition("<main")[2]


def test_a_kept_page_is_never_given_in_other_characters(client: Client):
    document = DocumentFactory(published=True, title="规划办法")
    plain = client.get(document.get_absolute_url())
    client.cookies["reading"] = "hant"
    converted = client.get(document.get_absolute_url(), headers={"if-none-match": plain["ETag"]})
    again = client.get(document.get_absolute_url(), headers={"if-none-match": converted["ETag"]})

    assert (converted.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "規劃辦法" in converted.text
    assert "Cookie" in converted["Vary"]
