"""Forms as a browser fills them: what the page offers, with a few answers changed."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


class _Forms(HTMLParser):
    """The posted fields of every form on a page, by the form's action."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._area: str | None = None
        self._select: tuple[str, bool] | None = None

    @property
    def _fields(self) -> dict[str, Any] | None:
        return self.forms[-1]["fields"] if self.forms and self.forms[-1]["open"] else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "fields": {}, "open": True})
        if self._fields is None:
            return
        name = given.get("name", "")
        match tag:
            case "input" if name:
                self._input(name, given)
            case "textarea" if name:
                self._area = name
                self._fields[name] = ""
            case "select" if name:
                self._select = (name, "multiple" in given)
            case "option" if self._select:
                self._option(given)

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "form" if self.forms:
                self.forms[-1]["open"] = False
            case "textarea":
                self._area = None
            case "select":
                self._select = None

    def handle_data(self, data: str) -> None:
        if self._area and self._fields is not None:
            self._fields[self._area] += data.removeprefix("\n") if not self._fields[self._area] else data

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"submit", "file", "button", "image"} or (kind in {"checkbox", "radio"} and "checked" not in given):
            return
        assert self._fields is not None
        self._fields[name] = given.get("value", "on" if kind == "checkbox" else "")

    def _option(self, given: dict[str, str]) -> None:
        assert self._select is not None
        assert self._fields is not None
        name, multiple = self._select
        if multiple:
            if "selected" in given:
                self._fields.setdefault(name, []).append(given.get("value", ""))
        elif "selected" in given or name not in self._fields:
            self._fields[name] = given.get("value", "")


def text_of(response: HttpResponse) -> str:
    """What the page says."""
    return response.content.decode()


def fields_of(page: str, *, having: str) -> dict[str, Any]:
    """The fields of the first form on the page that has a field of this name."""
    reader = _Forms()
    reader.feed(page)
    return next(form["fields"] for form in reader.forms if having in form["fields"])


def fill_in(client: Client, address: str, *, having: str, **answers: Any) -> HttpResponse:
    """Opens the form, changes the answers, sends it, and follows to where it leads."""
    opened = client.get(address)
    assert opened.status_code == 200, (address, opened.status_code)
    return client.post(address, {**fields_of(text_of(opened), having=having), **answers}, follow=True)


def press(client: Client, page_address: str, verb: str, **answers: Any) -> HttpResponse:
    """Presses a button of the desk and answers what it asks, if it asks."""
    address = page_address.replace("/change/", f"/verb/{verb}/")
    asked = client.get(address)
    kept = fields_of(text_of(asked), having="csrfmiddlewaretoken") if asked.status_code == 200 else {}
    return client.post(address, {**kept, **answers}, follow=True)
