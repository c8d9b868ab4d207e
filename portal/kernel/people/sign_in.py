"""The form at the one way in."""

from typing import Any

from allauth.account.forms import LoginForm
from django.core.validators import MaxLengthValidator

LONGEST_ADDRESS = 254


class SignInForm(LoginForm):
    """Its first field is named for what is typed there, above it and so not once more within.

    A name longer than any account's is refused before it is tried, for the record of failures cannot hold it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "用户名或电子邮件"
        login.widget.attrs.pop("placeholder", None)
        login.validators.append(MaxLengthValidator(LONGEST_ADDRESS, "用户名或电子邮件过长，请核对。"))
