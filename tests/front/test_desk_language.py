"""Clerks read Chinese: on the index, on every list and every form, and on the pages of their own account."""

import gettext
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
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
ENTRY = re.compile(
    r'^(?:msgctxt "(.+)"\n)?msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.+)"$', re.MULTILINE
)
# gettext('Choose all %s'), pgettext('one letter Sunday', 'S'), ngettext('%s option', '%s options', n).
ASKED = re.compile(r"""\b([pn]?)gettext(?:_noop)?\(\s*(['"])((?:(?!\2).)+)\2(?:,\s*(['"])((?:(?!\4).)+)\4)?""")
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


def asked_by_scripts() -> set[str]:
    """What the scripts of the installed apps ask a catalogue for, under the keys by which they ask."""
    scripts = [
        path
        for app in apps.get_app_configs()
        for path in Path(app.path).glob("static/**/*.js")
        if "vendor" not in path.parts and not path.name.endswith(".min.js")
    ]
    return {
        f"{first}\x04{second}" if kind == "p" else first
        for path in scripts
        for kind, _, first, _, second in ASKED.findall(path.read_text(encoding="utf-8"))
    }


def test_what_scripts_say_on_the_desks_is_chinese():
    script = signed_in("office").get(reverse("admin:jsi18n")).text
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])
    asked = asked_by_scripts()

    said = {key: "".join(catalogue.get(key, key)) for key in asked}

    assert said["Choose all %s"] == "选入全部%s"
    assert said["one letter Monday\x04M"] == "一"
    assert len(asked) > 60
    wrong = {key: words for key, words in said.items() if re.search(r"[A-Za-z]|你", re.sub(r"%\(\w+\)s|%s", "", words))}
    assert wrong == {}


@pytest.mark.parametrize(("domain", "entries"), [("django", 60), ("djangojs", 20)])
def test_the_compiled_words_are_those_of_the_source(domain: str, entries: int):
    folder = settings.BASE_DIR / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES"
    source = {}
    for context, asked, many, said in ENTRY.findall((folder / f"{domain}.po").read_text(encoding="utf-8")):
        key = f"{context}\x04{plain(asked)}" if context else plain(asked)
        source[(key, 0) if many else key] = plain(said)
    with (folder / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    del compiled[""]
    assert len(source) > entries
    assert compiled == source


def test_naming_the_libraries_nouns_asks_for_no_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_refusals_at_sign_in_are_chinese():
    page = Client().post(reverse("account_login"), {"login": "1", "password": "2"})

    assert foreign_words(page.text) == set()
