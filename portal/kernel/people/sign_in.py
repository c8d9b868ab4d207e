"""The form at the one way in."""

from typing import Any

from allauth.account.forms import LoginForm
from django.core.validators import MaxLengthValidator

LONGEST_ADDRESS = 254


class SignInForm(LoginForm):
    """A name longer than any account's is refused before it is tried, for the record of failures cannot hold it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].validators.append(MaxLengthValidator(LONGEST_ADDRESS, "用户名或者电子邮箱过长，请核对。"))
