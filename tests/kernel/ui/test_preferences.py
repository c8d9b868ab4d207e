"""Reading preferences: one cookie, no JavaScript, and never a way to another host."""

import pytest
from django.test import Client, RequestFactory

from portal.kernel.ui.context import face
from portal.kernel.ui.navigation import navigation
from portal.kernel.ui.preferences import Reading, own_path

pytestmark = pytest.mark.django_db


def test_remembers_the_choice_and_returns_to_the_page(client: Client) -> None:
    response = client.get("/preferences/", {"elder": "1", "next": "/policies/?q=住房"})

    assert response.status_code == 302
    assert response["Location"] == "/policies/?q=%E4%BD%8F%E6%88%BF"
    assert response.cookies["reading"].value == "elder"
    assert response.cookies["reading"]["samesite"] == "Lax"


def test_adds_a_choice_to_those_already_made(client: Client) -> None:
    client.cookies["reading"] = "dark"

    response = client.get("/preferences/", {"elder": "1"})

    assert response.cookies["reading"].value == "elder.dark"


def test_needs_no_cookie_when_nothing_is_chosen(client: Client) -> None:
    client.cookies["reading"] = "elder"

    response = client.get("/preferences/", {"elder": "0"})

    assert response.cookies["reading"]["max-age"] == 0


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:x()",
        "evil",
        "",
        "/\t/evil.example",
        "///e",
    ],
)
def test_returns_only_to_a_path_of_its_own(target: str) -> None:
    assert own_path(target) == "/"


@pytest.mark.parametrize(
    ("before", "wishes", "after"),
    [
        ("", {"dark": "1"}, "dark"),
        ("dark", {"light": "1"}, "light"),
        ("light", {"dark": "1"}, "dark"),
        ("elder.light", {"dark": "0", "light": "0"}, "elder"),
        ("light.dark", {}, "dark"),
        ("", {"hant": "1", "contrast": "yes"}, "hant"),
        ("elder.dark.light.contrast.hant", {}, "elder.dark.contrast.hant"),
    ],
)
def test_a_page_is_never_dark_and_light_at_once(before: str, wishes: dict[str, str], after: str) -> None:
    assert Reading.from_cookie(before).changed(wishes).key == after


@pytest.mark.parametrize(
    ("cookie", "media"),
    [("", 'media="screen and (prefers-color-scheme: dark)"'), ("dark", 'media="screen"'), ("light", None)],
)
def test_colours_follow_the_device_until_the_reader_chooses(client: Client, cookie: str, media: str | None) -> None:
    client.cookies["reading"] = cookie

    page = client.get("/preferences/").text

    assert (f'dark.css" {media}' in page) if media else ("dark.css" not in page)
    assert f'data-bs-theme="{cookie or "auto"}"' in page


@pytest.mark.parametrize("cookie", ["", "nonsense", "elder.nonsense", "x" * 5000, "elder.elder"])
def test_ignores_what_it_does_not_know(cookie: str) -> None:
    assert Reading.from_cookie(cookie).key in {"", "elder"}


def test_shows_the_choices_when_asked_for_nothing(client: Client) -> None:
    response = client.get("/preferences/", {"next": "/requests/"})

    assert response.status_code == 200
    assert "开启长辈版" in response.text
    assert 'data-size="normal"' in response.text


def test_sets_the_page_as_the_reader_wants_it(client: Client) -> None:
    client.cookies["reading"] = "elder.dark.contrast"

    page = client.get("/preferences/").text

    assert 'data-bs-theme="dark"' in page
    assert 'data-contrast="high"' in page
    assert 'data-size="elder"' in page


def test_tells_caches_that_pages_differ_by_cookie(client: Client) -> None:
    assert "Cookie" in client.get("/preferences/")["Vary"]


def test_names_the_site_on_every_page(client: Client) -> None:
    page = client.get("/preferences/").text

    for name in ("SiteName", "SiteDomain", "SiteIDCode"):
        assert f'<meta name="{name}" content="' in page


def test_a_page_needs_no_inline_script_or_style(client: Client) -> None:
    page = client.get("/preferences/").text

    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")


def test_marks_the_column_the_reader_is_in() -> None:
    assert [link.url for link in navigation("/policies/7/") if link.current] == ["/policies/"]


def test_returns_from_an_answered_form_to_its_bare_path() -> None:
    context = face(RequestFactory().post("/requests/new/?step=3"))

    assert str(context["back_to"]) == "/requests/new/"
