"""The shape of what the bureau says of itself."""

import re
from typing import Any, ClassVar

from django import forms

from portal.front.identity import UnreadableColour, check_colours
from portal.kernel.ui import logos
from portal.kernel.ui.models import HotWord, SiteIdentity, SiteNotice
from portal.kernel.ui.models.identity import HEX


class ColourField(forms.CharField):
    """A colour as designers write it; capitals and a missing # are forgiven."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=7, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(value or "").strip().lower()
        text = f"#{text}" if text and not text.startswith("#") else text
        if text and not re.match(HEX, text):
            raise forms.ValidationError("颜色写作 # 加六位十六进制数，如 #0f4c9c。")
        return text


class IdentityForm(forms.ModelForm):
    """The site's identity; a new picture takes the place of the old one."""

    class Colours(forms.Form):
        """The two colours by themselves, as the preview's stylesheet gets them."""

        colour = ColourField()
        dark_colour = ColourField()

    colour = ColourField(label="主色", help_text=SiteIdentity._meta.get_field("colour").help_text)
    dark_colour = ColourField(label="深色模式主色", help_text=SiteIdentity._meta.get_field("dark_colour").help_text)
    logo_file = forms.FileField(
        label="标志图片",
        required=False,
        help_text="PNG 或 WebP，不超过 200 KB，建议高 88 像素以上、背景透明。留空保持现有标志。",
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp"}),
    )
    no_logo = forms.BooleanField(label="恢复默认标志", required=False)

    class Meta:
        model = SiteIdentity
        fields: ClassVar = (
            *("name", "short_name", "title", "colour", "dark_colour", "sponsor", "organiser", "address", "telephone"),
            *("site_code", "icp", "police_record", "error_report_url"),
        )

    def clean_logo_file(self) -> logos.Logo | None:
        given = self.cleaned_data["logo_file"]
        if not given:
            return None
        try:
            return logos.read(given.read(logos.LARGEST_BYTES + 1))
        except logos.UnusableLogo as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field in ("colour", "dark_colour"):
            setattr(self.instance, field, cleaned.get(field, ""))
        try:
            check_colours(self.instance)
        except UnreadableColour as refused:
            self.add_error(refused.field, refused.reasons)
        self._put_logo(cleaned.get("logo_file"), cleaned.get("no_logo", False))
        return cleaned

    def _put_logo(self, logo: logos.Logo | None, none: bool) -> None:
        row = self.instance
        if logo is not None:
            row.logo, row.logo_kind, row.logo_width, row.logo_height = logo.content, logo.kind, logo.width, logo.height
        elif none:
            row.logo, row.logo_kind, row.logo_width, row.logo_height = b"", "", 0, 0


class HotWordForm(forms.ModelForm):
    class Meta:
        model = HotWord
        fields: ClassVar = ("word", "position", "active")


class NoticeForm(forms.ModelForm):
    class Meta:
        model = SiteNotice
        fields: ClassVar = ("text", "tone", "shown_from", "shown_until", "link")
