"""Load from wrk, which alone is quick enough to measure a proxy on the same machine."""

import http.client
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

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


def kept_already(url: str, *, seconds: float) -> Load:
    """As `load`, for a reader whose copy is still good: every answer is 304, or this fails.

    A tag holds for some minutes only and depends on what a browser says of itself, so it is asked for in the words wrk
    uses, and a run during which it changed is done again.
    """
    for _ in range(2):
        tag = _asked_as_wrk(url)[1]
        assert _asked_as_wrk(url, tag) == (304, tag), f"{url} has no copy that could be kept"
        measured = load(url, seconds=seconds, headers={"If-None-Match": tag})
        if _asked_as_wrk(url, tag) == (304, tag):
            return measured
    raise AssertionError(f"the tag of {url} changed in both runs")


def _asked_as_wrk(url: str, tag: str = "") -> tuple[int, str]:
    """Status and tag of one request that names the host and nothing else."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    connection.putrequest("GET", f"{parts.path}?{parts.query}".removesuffix("?"), skip_accept_encoding=True)
    if tag:
        connection.putheader("If-None-Match", tag)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("ETag", "")


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""


def _milliseconds(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text)
    return float(match[1]) * _UNITS[match[2]] if match else 0.0
