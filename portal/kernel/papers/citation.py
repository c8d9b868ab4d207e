"""How a public document is cited, after GB/T 7714-2015 (electronic bulletins, 8.1.1 and 4.6)."""

from datetime import date


def citation(*, organ: str, title: str, number: str, published_on: date | None, read_on: date, address: str) -> str:
    """云州市住建局. 关于……的通知: 云建发〔2026〕3号[EB/OL]. (2026-03-05)[2026-11-22]. https://…"""
    named = f"{title}: {number}" if number else title
    published = f"({published_on.isoformat()})" if published_on else ""
    return f"{organ}. {named}[EB/OL]. {published}[{read_on.isoformat()}]. {address}"
