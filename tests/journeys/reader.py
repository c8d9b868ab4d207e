"""What every test in a real browser shares: how a browser is opened, and what axe says of a page."""

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import BrowserContext, Page

Opened = Callable[..., BrowserContext]

#: What the portal promises: WCAG 2.2 AA, and what axe calls best practice. Every impact counts.
PROMISED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What a change of colours can break, at 4.5:1 and at the 7:1 of high contrast.
READABLE, READABLE_WITH_EASE = ("color-contrast", "link-in-text-block"), ("color-contrast-enhanced",)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, *, rules: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong, with the first places; only these rules, if any are named."""
    options = {
        "resultTypes": ["violations"],
        "preload": False,
        "runOnly": {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(PROMISED)},
        "rules": {rule: {"enabled": False} for rule in without},
    }
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{each['id']} ×{len(each['nodes'])}: " + " | ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
    ]


def too_wide(page: Page, *widths: int) -> list[str]:
    """The widths at which the page is wider than its window."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        content = page.evaluate("document.documentElement.scrollWidth")
        if content > width:
            found.append(f"{content} px of content in a window of {width} px")
    return found
