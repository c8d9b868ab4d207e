"""What allauth asks us: who may sign up, where people land, how second-factor secrets rest."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from encrypted_fields.fields import EncryptedTextField

from portal.kernel.people.permissions import is_staff_member
from portal.kernel.ui.face import identity


class AccountAdapter(DefaultAccountAdapter):
    """Anybody may open an account; an account opened that way is never one of the staff."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.is_staff = False
        user.is_superuser = False
        return super().save_user(request, user, form, commit=commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return settings.LOGIN_REDIRECT_URL if is_staff_member(request.user) else "/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted at rest, with the keys of the personal data."""

    def encrypt(self, text: str) -> str:
        return EncryptedTextField().f.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return EncryptedTextField().f.decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return identity().short_name

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()
