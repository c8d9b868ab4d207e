"""The bureau's colours and logo as files: addressed by the number of the last change, so they may be kept for ever."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.kernel.ui import face
from portal.kernel.ui.colours import Palette, dark_palette, light_palette
from portal.kernel.ui.models import SiteIdentity

FOR_EVER = "public, max-age=31536000, immutable"
NOT_FOR_LONG = "public, max-age=60"
# High contrast has colours of its own that no bureau changes.
LIGHT = ':root:not([data-contrast="high"])'
DARK = ':root[data-bs-theme="dark"]:not([data-contrast="high"]), html[data-theme="dark"]'
AUTO = ':root[data-bs-theme="auto"]:not([data-contrast="high"]), html[data-theme="auto"]'


@require_safe
def stylesheet(request: HttpRequest) -> HttpResponse:
    """The tokens of action in the bureau's colours; empty when it has none."""
    colours = SiteIdentity.objects.values_list("colour", "dark_colour").first()
    response = HttpResponse(sheet(*colours) if colours else "", content_type="text/css; charset=utf-8")
    return _kept_by_its_number(request, response)


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The logo as it was looked at when it came in."""
    row = SiteIdentity.objects.exclude(logo_kind="").first()
    if row is None:
        raise Http404
    response = HttpResponse(bytes(row.logo), content_type=f"image/{row.logo_kind}")
    response["X-Content-Type-Options"] = "nosniff"
    return _kept_by_its_number(request, response)


def sheet(colour: str, dark_colour: str = "") -> str:
    """A stylesheet that changes tokens and nothing else."""
    if not colour:
        return ""
    dark = _tokens(dark_palette(colour, dark_colour))
    return (
        f"{LIGHT} {{{_tokens(light_palette(colour))}}}\n{DARK} {{{dark}}}\n"
        f"@media (prefers-color-scheme: dark) {{ {AUTO} {{{dark}}} }}\n"
    )


def _tokens(palette: Palette) -> str:
    names = ("blue", "blue_strong", "blue_wash", "action", "action_strong")
    return " ".join(f"--{name.replace('_', '-')}: {getattr(palette, name)};" for name in names)


def _kept_by_its_number(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    asked = request.GET.get("v", "")
    response["Cache-Control"] = FOR_EVER if asked == str(face.of(request).number) else NOT_FOR_LONG
    return response
