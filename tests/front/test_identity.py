"""The bureau's own face: set by its clerks, seen by everybody with the next request."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.front import identity, on_record
from portal.kernel.audit.models import Event
from portal.kernel.people.models import Duty
from portal.kernel.publishing import content_version
from portal.kernel.taxonomy.models import Column
from portal.kernel.ui import face
from portal.kernel.ui.models import HotWord, SiteIdentity, SiteNotice
from tests.factories.people import StaffFactory
from tests.factories.taxonomy import ColumnFactory
from tests.factories.ui import HotWordFactory, SiteIdentityFactory, SiteNoticeFactory
from tests.kernel.ui.test_colours_and_logos import png

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 6, 3, 1, tzinfo=dt.UTC)
FORM = {
    "name": "青川市自然资源和规划局", "short_name": "青川市资规局", "title": "政务公开",
    "sponsor": "青川市自然资源和规划局", "organiser": "青川市规划信息中心", "address": "", "telephone": "0000-87654321",
    "site_code": "1234567890", "icp": "", "police_record": "", "error_report_url": "", "colour": "", "dark_colour": "",
}  # fmt: skip


@pytest.fixture
def office(client: Client):
    user = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    client.force_login(user)
    return user


@pytest.fixture
def public() -> Client:
    return Client()


def set_identity(**changes) -> SiteIdentity:
    row = SiteIdentityFactory.build(**changes)
    return identity.set_identity(identity=row, by=StaffFactory(duties=[Duty.SYSTEM_ADMIN]), at=AT)


def test_without_a_row_the_settings_speak(settings):
    assert face.identity().name == settings.SITE["name"]
    assert face.hot_words()[0] == "公租房"
    assert face.notices(at=AT) == ()


def test_the_next_request_shows_the_new_name_under_a_new_tag(public: Client):
    before = public.get("/")

    set_identity(error_report_url="https://zfwzzc.example.gov.cn/")
    after = public.get("/", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "<title>首页 - 青川市自然资源和规划局</title>" in after.text
    assert "承办单位：青川市规划信息中心" in after.text
    assert "1234567890" in after.text
    assert "https://zfwzzc.example.gov.cn/" in after.text


def test_a_process_that_kept_the_old_face_sees_the_new_one():
    set_identity()
    assert face.identity().title == "政务公开"

    row = SiteIdentity.objects.get()
    row.title = "公开平台"
    identity.set_identity(identity=row, by=StaffFactory(), at=AT)

    assert face.identity().title == "公开平台"


def test_a_page_pays_one_look_at_the_counter(django_assert_num_queries):
    set_identity()
    face.identity()

    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        face.identity(request)
        face.hot_words(request)
        face.notices(at=AT, request=request)


def test_an_ordinary_release_leaves_the_kept_face(django_assert_num_queries):
    set_identity()
    face.identity()
    content_version.bump()

    with django_assert_num_queries(1):
        assert face.identity().title == "政务公开"


def test_each_change_is_recorded_with_what_changed_and_nothing_else():
    set_identity()
    row = SiteIdentity.objects.get()
    row.telephone = "0000-11112222"

    identity.set_identity(identity=row, by=StaffFactory(full_name="何主任"), at=AT)

    event = Event.objects.order_by("-sequence")[0]
    assert (event.verb, event.actor_name) == ("front.set_identity", "何主任")
    assert event.before == {"telephone": "0000-87654321"}
    assert event.after == {"telephone": "0000-11112222"}


def test_when_recording_fails_the_face_is_as_it_was(monkeypatch):
    def broken(**facts):
        raise RuntimeError

    number = content_version.current()
    monkeypatch.setattr(on_record, "record", broken)

    with pytest.raises(RuntimeError), transaction.atomic():
        set_identity()

    assert not SiteIdentity.objects.exists()
    assert content_version.current() == number


def test_a_colour_that_cannot_be_read_is_refused():
    with pytest.raises(identity.UnreadableColour, match="低于无障碍要求"):
        set_identity(colour="#f0a500")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"id": 2}, "ui_siteidentity_single"),
        ({"sponsor": ""}, "ui_siteidentity_named"),
        ({"site_code": "12345"}, "ui_siteidentity_code_ten_digits"),
        ({"colour": "red"}, "ui_siteidentity_colours_hexadecimal"),
        ({"colour": "#0F4C9C"}, "ui_siteidentity_colours_hexadecimal"),
        ({"dark_colour": "#8fb8f2"}, "ui_siteidentity_dark_with_light"),
        ({"logo": b"x"}, "ui_siteidentity_logo_whole"),
        ({"logo_kind": "png"}, "ui_siteidentity_logo_whole"),
        ({"error_report_url": "javascript:alert(1)"}, "ui_siteidentity_report_secure"),
    ],
)
def test_the_database_refuses_a_broken_identity(changes: dict, name: str):
    with pytest.raises(IntegrityError, match=name):
        SiteIdentityFactory(**changes)


def test_the_database_refuses_broken_words_and_notices():
    for build, name in (
        (lambda: HotWordFactory(word=" 公租房"), "ui_hotword_trimmed"),
        (lambda: SiteNoticeFactory(text=""), "ui_sitenotice_says"),
        (lambda: SiteNoticeFactory(tone="loud"), "ui_sitenotice_tone_known"),
        (lambda: SiteNoticeFactory(shown_until=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)), "ui_sitenotice_ends_after"),
        (lambda: SiteNoticeFactory(link="//evil.example"), "ui_sitenotice_link_safe"),
        (lambda: ColumnFactory(in_header=True, is_active=False), "taxonomy_column_in_header_in_use"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            build()


def test_hot_words_are_shown_in_order_and_only_the_active_ones(public: Client):
    for word, position, active in (("公积金", 2, True), ("加装电梯", 1, True), ("旧词", 0, False)):
        identity.set_hot_word(word=HotWord(word=word, position=position, active=active), by=StaffFactory(), at=AT)

    assert face.hot_words() == ("加装电梯", "公积金")
    assert "旧词" not in public.get("/").text


def test_a_notice_is_shown_between_its_moments_and_not_after():
    notice = identity.set_notice(notice=SiteNoticeFactory.build(), by=StaffFactory(), at=AT)

    assert [each.text for each in face.notices(at=AT)] == [notice.text]
    assert face.notices(at=notice.shown_until) == ()
    assert face.notices(at=notice.shown_from - dt.timedelta(seconds=1)) == ()


def test_a_notice_taken_down_is_gone_and_its_trail_stays():
    notice = identity.set_notice(notice=SiteNoticeFactory.build(), by=StaffFactory(), at=AT)

    identity.remove_notice(notice=notice, by=StaffFactory(), at=AT)

    assert face.notices(at=AT) == ()
    assert Event.objects.order_by("-sequence")[0].before["text"] == "6 月 6 日 0 时至 6 时系统维护，期间不能提交申请。"


def test_chosen_columns_follow_those_that_always_stand(client: Client, office, public: Client):
    column = ColumnFactory(name="住房保障", slug="housing", position=5)
    data = {"name": column.name, "slug": column.slug, "position": 5, "in_header": "on", "is_active": "on"}
    answer = client.post(reverse("admin:taxonomy_column_change", args=[column.pk]), data)
    assert answer.status_code == 302

    page = public.get("/platform/").text

    labels = re.findall(r"<a href=\"[^\"]+\"[^>]*>([^<]+)</a>", page.split('class="columns-line"')[1].split("</ul>")[0])
    assert labels == ["首页", "政务公开", "政策", "依申请公开", "征集调查", "住房保障"]


def test_a_third_column_at_the_head_is_refused(client: Client, office):
    ColumnFactory(in_header=True)
    ColumnFactory(in_header=True)
    third = ColumnFactory()
    data = {"name": third.name, "slug": third.slug, "position": 0, "in_header": "on", "is_active": "on"}

    answer = client.post(reverse("admin:taxonomy_column_change", args=[third.pk]), data)

    assert "页眉已经选满两个栏目" in answer.text


def test_columns_are_put_in_order_in_their_list(client: Client, office):
    first, second = ColumnFactory(position=1), ColumnFactory(position=2)
    data = {
        "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "1",
        "form-0-id": first.pk, "form-0-position": 9, "form-1-id": second.pk, "form-1-position": 2,
    }  # fmt: skip

    client.post(reverse("admin:taxonomy_column_changelist"), data)

    assert list(Column.objects.order_by("position")) == [second, first]


def test_the_first_form_begins_with_what_the_settings_say(client: Client, office, settings):
    page = client.get(reverse("admin:ui_siteidentity_changelist"), follow=True)

    assert page.status_code == 200
    assert settings.SITE["name"] in page.text
    assert 'name="_preview"' in page.text


def test_the_preview_shows_the_draft_to_the_clerk_and_to_nobody_else(client: Client, office, public: Client):
    data = {**FORM, "colour": "7A1F5C", "_preview": "1"}
    data["logo_file"] = SimpleUploadedFile("mark.png", png(200, 50))

    seen = client.post(reverse("admin:ui_siteidentity_add"), data)

    assert "<title>首页 - 青川市自然资源和规划局</title>" in seen.text
    assert "尚未保存" in seen.text
    assert 'src="data:image/png;base64,' in seen.text
    sheet = client.get(re.search(r'href="([^"]*preview\.css[^"]*)"', seen.text)[1].replace("&amp;", "&"))
    assert "--blue: #7a1f5c" in sheet.text
    assert not SiteIdentity.objects.exists()
    assert "青川市" not in public.get("/").text
    assert public.get(reverse("admin:ui_siteidentity_preview_css")).status_code == 302


def test_the_preview_of_a_notice_ignores_its_hours(client: Client, office):
    data = {
        "text": "国庆期间照常受理网上申请。", "tone": "info", "link": "",
        "shown_from_0": "2031-10-01", "shown_from_1": "00:00", "shown_until_0": "2031-10-08", "shown_until_1": "00:00",
        "_preview": "1",
    }  # fmt: skip

    assert "国庆期间照常受理网上申请。" in client.post(reverse("admin:ui_sitenotice_add"), data).text
    assert not SiteNotice.objects.exists()


def test_what_is_saved_by_the_form_is_served_under_its_number(client: Client, office, public: Client):
    data = {**FORM, "colour": "#7a1f5c", "logo_file": SimpleUploadedFile("mark.png", png(200, 50))}

    assert client.post(reverse("admin:ui_siteidentity_add"), data).status_code == 302

    shown = face.identity()
    sheet, logo = public.get(shown.stylesheet), public.get(shown.logo_url)
    assert "--blue: #7a1f5c" in sheet.text
    assert sheet["Cache-Control"] == logo["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (logo["Content-Type"], logo.content) == ("image/png", png(200, 50))
    assert shown.logo_width == 176
    assert f'href="{shown.stylesheet}"' in public.get("/").text
    assert public.get("/identity.css?v=1000")["Cache-Control"] == "public, max-age=60"
    assert not sheet.cookies


def test_bad_colours_and_pictures_are_refused_in_the_form(client: Client, office):
    data = {**FORM, "colour": "#ffd700", "logo_file": SimpleUploadedFile("mark.png", b"<svg/>")}

    page = client.post(reverse("admin:ui_siteidentity_add"), data).text

    assert "在白色背景上的对比度只有 1.4:1" in page
    assert "SVG 可以夹带脚本" in page
    assert not SiteIdentity.objects.exists()


@pytest.mark.parametrize("name", ["siteidentity", "hotword", "sitenotice"])
def test_a_clerk_of_a_department_does_not_change_the_face(client: Client, name: str):
    client.force_login(StaffFactory(duties=[Duty.CLERK]))

    assert client.get(reverse(f"admin:ui_{name}_add")).status_code == 403
    assert client.post(reverse(f"admin:ui_{name}_add"), {**FORM, "_preview": "1"}).status_code == 403
