"""What every test in a real browser shares: how a browser is opened, and what axe says of a page."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

SERIOUS = {"serious", "critical"}

Opened = Callable[..., BrowserContext]


def violations(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds serious or critical, with the first places; only these rules, if any are named."""
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']} ×{len(each['nodes'])}: " + " | ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
        if each["impact"] in SERIOUS
    ]
