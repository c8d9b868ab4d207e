"""Shapes of input at the desks of the administrators."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from portal.kernel.people.models import Department, DutyAssignment, User
from portal.kernel.people.selectors import would_be_circular


class DepartmentForm(forms.ModelForm):
    class Meta:
        model = Department
        fields: ClassVar = (
            *("name", "short_name", "code", "kind", "parent", "position", "is_active"),
            *("duties_text", "head_name", "address", "hours", "telephone"),
        )

    def clean_parent(self) -> Department | None:
        parent = self.cleaned_data["parent"]
        if would_be_circular(department=self.instance, parent=parent):
            raise forms.ValidationError("上级部门不能是本部门或者本部门的下级。")
        return parent


class StaffCreationForm(AdminUserCreationForm):
    """A new account of the staff; the public open theirs themselves."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields: ClassVar = ("username", "full_name", "department", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("full_name", "department", "email"):
            self.fields[name].required = True


class StaffChangeForm(UserChangeForm):
    class Meta:
        model = User
        fields: ClassVar = ("username", "full_name", "department", "email", "phone", "is_active")


class GrantForm(forms.ModelForm):
    """Whom the duty is for; who grants it is put on the form by the desk."""

    acting: User

    class Meta:
        model = DutyAssignment
        fields: ClassVar = ("user", "duty", "department")

    def clean_user(self) -> User:
        user = self.cleaned_data["user"]
        if user.pk == self.acting.pk:
            raise forms.ValidationError("不能为自己授予职责。")
        if not (user.is_staff and user.is_active):
            raise forms.ValidationError("只能为在用的工作人员账号授予职责。")
        return user
