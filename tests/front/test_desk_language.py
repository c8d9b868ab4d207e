"""Clerks read Chinese: on the index, on every list and every form, and on the pages of their own account."""

import gettext
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation.trans_real import translation

from portal.kernel.people.models import Duty
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db
# What a Chinese office writes in letters itself.
ALLOWED = {
    *("PDF", "Word", "URL", "API", "ID", "ICP", "IP", "HTML", "Markdown", "PNG", "WebP", "SVG", "SHA", "KB", "MB"),
    "RSS",
    *("https", "USB", "FAQ", "Ctrl", "Enter"),
}
WORD = re.compile(r"[A-Za-z]{2,}")
# Addresses, colours and codes given as examples, and the names of files.
EXAMPLE = re.compile(r"https?://\S*|#[0-9a-f]{6}\b|[\w./-]+\.(?:gov|com|cn)\b|\b[a-z]\d{2}-\d{2}\b")
ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.+)"$', re.MULTILINE)
SPOKEN = {"placeholder", "title", "alt", "aria-label", "aria-description"}
OFFICE = (Duty.CLERK, Duty.DEPARTMENT_HEAD, Duty.LEGAL_REVIEWER, Duty.SECRECY_REVIEWER, Duty.DISCLOSURE_OFFICE,
          Duty.DEPUTY_LEADER, Duty.MAIN_LEADER)  # fmt: skip
PEOPLE = {
    "office": (*OFFICE, Duty.SYSTEM_ADMIN),
    "security": (Duty.SECURITY_ADMIN,),
    "audit": (Duty.AUDIT_ADMIN,),
}
ACCOUNT_PAGES = (
    *("account_login", "account_signup", "account_reset_password", "account_reset_password_done"),
    *("account_email", "account_change_password", "account_logout", "account_inactive"),
    "account_email_verification_sent",
    *("mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list"),
    "account_reauthenticate",
)


class Spoken(HTMLParser):
    """What a page says: its text and what is read aloud, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in {"script", "style", "code", "svg", "template"}:
            self._silent.append(tag)
        self.said += [unescape(value) for name, value in attrs if name in SPOKEN and value]
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self.said.append(values.get("value") or "")

    def handle_endtag(self, tag):
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data):
        if not self._silent:
            self.said.append(data)


def foreign_words(html: str) -> set[str]:
    page = Spoken()
    page.feed(html)
    text = EXAMPLE.sub(" ", " \n".join(page.said))
    return set(WORD.findall(text)) - ALLOWED


def plain(written: str) -> str:
    """What an entry of a catalogue says, without the marks by which it is written."""
    return written.replace("\\n", "\n").replace('\\"', '"')


def desks() -> list[tuple[str, str]]:
    return [(model._meta.app_label, model._meta.model_name) for model in admin.site._registry]


def signed_in(who: str) -> Client:
    client = Client()
    user = StaffFactory(duties=PEOPLE[who], username="10001", full_name="何主任", email="10001@10.cn")
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", PEOPLE)
def test_index_lists_and_forms_say_nothing_in_english(who: str):
    client = signed_in(who)
    addresses = [reverse("admin:index"), reverse("admin:password_change")]
    for app, model in desks():
        addresses += [reverse(f"admin:{app}_{model}_changelist"), reverse(f"admin:{app}_{model}_add")]
        addresses.append(reverse("admin:app_list", args=[app]))

    said = {}
    for address in dict.fromkeys(addresses):
        page = client.get(address, follow=True)
        if page.status_code == 200 and (words := foreign_words(page.text)):
            said[address] = sorted(words)

    assert said == {}


def test_every_desk_is_opened_by_somebody():
    clients = [signed_in("office")]
    for who in ("security", "audit"):
        client = Client()
        client.force_login(StaffFactory(duties=PEOPLE[who]))
        clients.append(client)

    closed = [
        f"{app}.{model}"
        for app, model in desks()
        if not any(
            client.get(reverse(f"admin:{app}_{model}_changelist"), follow=True).status_code == 200 for client in clients
        )
    ]

    assert closed == []


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_pages_of_the_account_say_nothing_in_english(name: str):
    for client in (Client(), signed_in("office")):
        page = client.get(reverse(name), follow=True)

        assert page.status_code == 200
        assert foreign_words(page.text) == set()


def test_no_library_speaks_to_people_as_to_a_child():
    said = translation(settings.LANGUAGE_CODE)._catalog

    assert said["Your password was changed."] == "您的密码已修改。"
    assert [asked for asked in said.keys() if "你" in said[asked]] == []  # noqa: SIM118 - a catalogue is no dict


def test_the_compiled_words_are_those_of_the_source():
    folder = settings.BASE_DIR / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES"
    source = ENTRY.findall((folder / "django.po").read_text(encoding="utf-8"))
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    assert len(source) > 60
    assert {asked if isinstance(asked, str) else asked[0] for asked in compiled} - {""} == {
        plain(asked) for asked, _, _ in source
    }
    for asked, many, said in source:
        assert compiled[(plain(asked), 0) if many else plain(asked)] == plain(said)


def test_naming_the_libraries_nouns_asks_for_no_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_refusals_at_sign_in_are_chinese():
    page = Client().post(reverse("account_login"), {"login": "1", "password": "2"})

    assert foreign_words(page.text) == set()
