"""Doors of the face: reading preferences, and the gallery in which components are looked at."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.kernel.ui import gallery
from portal.kernel.ui.preferences import WORDS, Reading, own_path, reading_of, remember

# Word of the cookie: its name and what it does.
CHOICES = {
    "elder": ("长辈版", "文字放大三分之一，按钮更大，内容排成一列，先是搜索和常用入口。"),
    "large": ("正文大字", "文件、公告的正文放大四分之一，页面其他部分不变。"),
    "contrast": ("高对比", "文字与背景的对比度不低于 7:1，所有链接加下划线。"),
    "hant": ("繁體", "页面文字转换为繁体字；文号、编号、姓名和您填写的内容保持原样。用繁体字也可以搜索。"),
}
THEMES = (
    ("", "跟随设备", "设备设为深色时，页面也用深色。"),
    ("light", "浅色", "总是白底黑字。"),
    ("dark", "深色", "深色背景，适合光线较暗的环境。"),
)


@never_cache
@require_GET
def preferences(request: HttpRequest) -> HttpResponse:
    """Sets what `?elder=1&dark=0&contrast=1` asks for and returns to `next`; asked for nothing, shows the choices."""
    back = own_path(request.GET.get("next", "/"))
    if not set(WORDS) & request.GET.keys():
        return render(request, "ui/preferences.html", _choices(reading_of(request)) | {"next": back})
    response = HttpResponseRedirect(back)
    remember(response, reading_of(request).changed(request.GET.dict()))
    return response


def _choices(reading: Reading) -> dict[str, Any]:
    choices = [
        {"name": name, "label": label, "text": text, "chosen": getattr(reading, name)}
        for name, (label, text) in CHOICES.items()
    ]
    themes = [
        {
            "label": label,
            "text": text,
            "chosen": reading.theme == (word or "auto"),
            "wish": f"{word}=1" if word else "dark=0&light=0",
        }
        for word, label, text in THEMES
    ]
    return {"choices": choices, "themes": themes, "crumbs": [("无障碍与显示设置", "")]}


@never_cache
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components by what they serve, for developers and staff only."""
    _only_for_makers(request)
    return render(request, "ui/styleguide.html", {"shelves": gallery.SHELVES, "crumbs": [("组件样张", "")]})


@never_cache
@require_GET
def component(request: HttpRequest, name: str) -> HttpResponse:
    """One component in its states."""
    _only_for_makers(request)
    shown = gallery.COMPONENTS.get(name)
    if shown is None:
        raise Http404
    template = get_template(f"components/{name}.html")
    # Without the page's own context: a component sees what it is given and nothing else.
    states = [
        {"title": state.title, "html": template.render({**state.context, "request": request})}
        for state in shown.states()
    ]
    return render(
        request,
        "ui/component.html",
        {
            "component": shown,
            "says": gallery.says(name),
            "states": states,
            "nodes": gallery.nodes(name),
            "crumbs": [("组件样张", reverse("ui:styleguide")), (shown.title, "")],
        },
    )


def _only_for_makers(request: HttpRequest) -> None:
    user = getattr(request, "user", None)
    if not (settings.DEBUG or getattr(user, "is_staff", False)):
        raise Http404
