"""Load from wrk, which alone is quick enough to measure a proxy on the same machine."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 8
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one run; milliseconds."""

    a_second: float
    p50: float
    p99: float
    wrong: int


def available() -> bool:
    return shutil.which("wrk") is not None


def load(
    url: str,
    *,
    seconds: float,
    headers: dict[str, str] | None = None,
    script: Path | None = None,
    connections: int = CONNECTIONS,
) -> Load:
    """Asks for the same page again and again; answers of 400 and above, and sockets that broke, count as wrong."""
    words = ["wrk", "--latency", "-t", "1", "-c", str(connections), "-d", f"{seconds:.0f}s", "--timeout", "30s"]
    for name, value in (headers or {}).items():
        words += ["-H", f"{name}: {value}"]
    if script:
        words += ["-s", str(script)]
    printed = subprocess.run([*words, url], capture_output=True, text=True, check=True).stdout
    return Load(
        float(_found(r"Requests/sec:\s+([\d.]+)", printed) or 0),
        _milliseconds(_found(r"50%\s+([\d.]+\w+)", printed)),
        _milliseconds(_found(r"99%\s+([\d.]+\w+)", printed)),
        int(_found(r"Non-2xx or 3xx responses: (\d+)", printed) or 0)
        + sum(int(number) for number in re.findall(r"(?:connect|read|write|timeout) (\d+)", printed)),
    )


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""


def _milliseconds(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text)
    return float(match[1]) * _UNITS[match[2]] if match else 0.0
