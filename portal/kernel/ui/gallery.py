"""Sample content of the style gallery."""

from datetime import date
from typing import Any


def samples(today: date) -> dict[str, Any]:
    return {"today": today}
