"""Doors: signing up, signing in, the second factor, the administrators' desks."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.kernel.people.models import Duty, DutyAssignment, DutyChange, User
from tests.factories.people import DepartmentFactory, DutyAssignmentFactory, StaffFactory, UserFactory

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.django_db


def test_anybody_may_open_an_account_and_is_never_staff(client):
    response = client.post(
        reverse("account_signup"),
        {
            "username": "liming",
            "email": "liming@example.com",
            "password1": "a long enough secret",
            "password2": "a long enough secret",
            "is_staff": "on",
            "is_superuser": "on",
        },
    )

    assert response.status_code == 302
    user = User.objects.get(username="liming")
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_a_bad_sign_up_keeps_what_was_typed_and_explains_in_chinese(client):
    response = client.post(
        reverse("account_signup"), {"username": "liming", "email": "不是邮箱", "password1": "123", "password2": "456"}
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "liming" in page
    assert "不是邮箱" in page
    assert "请填写有效的电子邮件地址" in page
    assert "密码太短，至少 10 个字符" in page
    assert not User.objects.exists()


def test_the_way_in_asks_for_a_name_or_an_address_once_above_the_field(client):
    page = client.get(reverse("account_login")).text

    assert re.search(r'<label for="id_login">\s*用户名或电子邮件\s*</label>', page)
    assert page.count("用户名或电子邮件") == 1


@pytest.mark.parametrize(("staff", "where"), [(True, "/workbench/"), (False, "/")])
def test_signing_in_leads_staff_to_the_workbench_and_the_public_home(client, staff, where):
    user = StaffFactory() if staff else UserFactory()

    response = client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})

    assert response["Location"] == where


def test_a_wrong_password_says_so_in_chinese(client):
    user = UserFactory()

    response = client.post(reverse("account_login"), {"login": user.username, "password": "wrong"})

    assert "不正确" in response.content.decode()


def test_the_admin_has_no_door_of_its_own(client):
    response = client.get("/admin/login/?next=/admin/people/user/")

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


def test_a_closed_account_cannot_sign_in(client):
    user = StaffFactory(is_active=False)

    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/admin/", "/workbench/"])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, settings, path):
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(StaffFactory())

    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"] == reverse("mfa_index")


def test_staff_with_a_second_factor_reach_the_admin(client, settings):
    settings.STAFF_SECOND_FACTOR = True
    user = StaffFactory(duties=[Duty.SYSTEM_ADMIN])
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.force_login(user)

    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, settings):
    settings.STAFF_SECOND_FACTOR = True
    user = StaffFactory()
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(user)

    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_the_secret_of_a_second_factor_is_encrypted_at_rest():
    user = StaffFactory()

    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get(user=user).data)


def test_the_public_never_reach_the_admin(client):
    client.force_login(UserFactory())

    assert client.get("/admin/people/user/").status_code in (302, 403)


@pytest.mark.parametrize(
    ("duty", "users", "assignments", "events"),
    [
        (Duty.SYSTEM_ADMIN, 200, 200, 403),
        (Duty.SECURITY_ADMIN, 200, 200, 403),
        (Duty.AUDIT_ADMIN, 200, 200, 200),
        (Duty.CLERK, 403, 403, 403),
    ],
)
def test_each_administrator_sees_his_own_desk(client, duty, users, assignments, events):
    client.force_login(StaffFactory(duties=[duty]))

    assert client.get("/admin/people/user/").status_code == users
    assert client.get("/admin/people/dutyassignment/").status_code == assignments
    assert client.get("/admin/audit/event/").status_code == events


def test_only_the_system_administrator_opens_staff_accounts(client):
    department = DepartmentFactory()
    form = {
        "username": "wangfang",
        "full_name": "王芳",
        "department": department.pk,
        "email": "wangfang@example.gov.cn",
        "usable_password": "true",
        "password1": "a long enough secret",
        "password2": "a long enough secret",
    }
    client.force_login(StaffFactory(duties=[Duty.SECURITY_ADMIN]))
    assert client.post("/admin/people/user/add/", form).status_code == 403

    client.force_login(StaffFactory(duties=[Duty.SYSTEM_ADMIN]))
    response = client.post("/admin/people/user/add/", form)

    assert response.status_code == 302
    created = User.objects.get(username="wangfang")
    assert (created.is_staff, created.is_superuser) == (True, False)


def test_the_security_administrator_grants_and_revokes_at_the_desk(client):
    security, clerk = StaffFactory(duties=[Duty.SECURITY_ADMIN]), StaffFactory()
    client.force_login(security)

    granted = client.post("/admin/people/dutyassignment/add/", {"user": clerk.pk, "duty": "clerk", "department": ""})
    assert granted.status_code == 302
    assignment = DutyAssignment.objects.get(user=clerk)
    client.post("/admin/people/dutyassignment/", {"action": "revoke_selected", "_selected_action": [assignment.pk]})

    assert not DutyAssignment.objects.filter(user=clerk).exists()
    assert DutyChange.objects.filter(user=clerk, by=security).count() == 2


def test_the_desk_refuses_own_duties_and_a_second_administrator_duty_in_words(client):
    security = StaffFactory(duties=[Duty.SECURITY_ADMIN])
    system = StaffFactory(duties=[Duty.SYSTEM_ADMIN])
    client.force_login(security)

    own = client.post("/admin/people/dutyassignment/add/", {"user": security.pk, "duty": "clerk", "department": ""})
    second = client.post("/admin/people/dutyassignment/add/", {"user": system.pk, "duty": "audit_admin"})

    assert "不能为自己授予职责" in own.content.decode()
    assert "三权分立" in second.content.decode()
    assert DutyChange.objects.count() == 0


def test_the_first_administrator_is_appointed_from_the_command_line(capsys):
    user = StaffFactory()

    call_command("grant_duty", user.username, "security_admin")

    assert DutyAssignment.objects.get(user=user).duty == "security_admin"
    with pytest.raises(CommandError, match="没有登录名"):
        call_command("grant_duty", "nobody", "clerk")
    with pytest.raises(CommandError, match="三权分立"):
        call_command("grant_duty", user.username, "audit_admin")


def test_the_list_of_duties_costs_the_same_for_few_and_many(client, django_assert_max_num_queries):
    client.force_login(StaffFactory(duties=[Duty.SECURITY_ADMIN]))
    for _ in range(12):
        DutyAssignmentFactory(department=DepartmentFactory())

    with django_assert_max_num_queries(9):
        client.get("/admin/people/dutyassignment/")


def test_staff_set_up_an_authenticator_right_after_their_first_sign_in(client, settings):
    settings.STAFF_SECOND_FACTOR = True
    user = StaffFactory()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})

    form = client.post(
        f"{reverse('account_reauthenticate')}?next={reverse('mfa_activate_totp')}", {"password": PASSWORD}, follow=True
    )

    assert form.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    assert "data:image/svg+xml" in form.content.decode()


def test_every_page_of_an_account_stands_in_the_frame_and_speaks_chinese(client):
    user = StaffFactory()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    for name in (
        "account_email",
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "usersessions_list",
    ):
        page = client.get(reverse(name)).content.decode()
        assert "page-footer" in page, name
        assert re.search(r"<h1[^>]*>[^<]*[\u4e00-\u9fff]", page), name


@pytest.mark.parametrize("key", ['"\\000aaaaaaaaaaaa"', "a" * 5000, "../../../../etc"])
def test_a_session_cookie_that_nobody_gave_out_is_a_stranger(client, key) -> None:
    client.cookies.load(f"sessionid={key}")

    assert client.get("/disclosure/").status_code == 200
    assert client.get("/workbench/").status_code == 302


def test_a_name_longer_than_any_account_is_refused_kindly(client, settings) -> None:
    settings.AXES_ENABLED = True

    page = client.post("/accounts/login/", {"login": "x" * 5000, "password": "irgendwas-2026"})

    assert page.status_code == 200
    assert "用户名或电子邮件过长" in page.content.decode()
