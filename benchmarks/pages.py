"""Requests a second and waiting times of a running site: `python -m benchmarks.pages URL [SECONDS]`."""

import http.client
import re
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from benchmarks.measuring import percentile, print_table

THREADS = 8
SECONDS = 5.0
WARM_UP = 5


@dataclass
class Target:
    """One kind of request and what came of it."""

    name: str
    path: str
    expected: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    failures: int = 0


class Site:
    """Keeps one connection for each thread, as the proxy before the site does."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self._own = threading.local()

    def get(self, path: str, headers: dict[str, str]) -> tuple[int, bytes, http.client.HTTPMessage]:
        """One answer, read to its end; a connection the server closed is opened again once."""
        for attempt in (1, 2):
            connection = self._connection(fresh=attempt == 2)
            try:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                return answer.status, answer.read(), answer.headers
            except (http.client.HTTPException, OSError):
                if attempt == 2:
                    raise
        raise AssertionError

    def _connection(self, *, fresh: bool) -> http.client.HTTPConnection:
        if fresh or not hasattr(self._own, "connection"):
            self._own.connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        connection: http.client.HTTPConnection = self._own.connection
        return connection


def targets(site: Site) -> list[Target]:
    """The pages most read, and the answer to a reader who has the page already."""
    listed = site.get("/policies/", {})[1].decode()
    item = re.search(r'href="(/disclosure/\d+/)"', site.get("/disclosure/", {})[1].decode())
    policy = re.search(r'href="(/policies/\d+/)"', listed)
    assert item, "no published item on the site"
    assert policy, "no published policy on the site"
    _, _, headers = site.get("/", {})
    return [
        Target("home", "/"),
        Target("home, unchanged", "/", 304, {"If-None-Match": headers["ETag"] or ""}),
        Target("disclosure list", "/disclosure/"),
        Target("policy list", "/policies/"),
        Target("item", item[1]),
        Target("policy", policy[1]),
        Target("search, 2 characters", f"/search/?q={quote('住房')}"),
        Target("search, phrase", f"/search/?q={quote('公共租赁住房 申请')}"),
        Target("search, nothing found", f"/search/?q={quote('南极企鹅饲养')}"),
        Target("API list", "/api/v1/disclosure/items"),
        Target("workdays", "/workdays/?received=2022-09-30&workdays=20"),
        Target("health", "/healthz"),
    ]


def measure(site: Site, target: Target, seconds: float) -> float:
    """Asks from several threads until the time is over; returns how long it took."""
    for _ in range(WARM_UP):
        site.get(target.path, target.headers)
    lock, begun = threading.Lock(), time.perf_counter()

    def ask() -> None:
        mine: list[float] = []
        wrong = 0
        while time.perf_counter() - begun < seconds:
            start = time.perf_counter()
            status, _, _ = site.get(target.path, target.headers)
            mine.append((time.perf_counter() - start) * 1000)
            wrong += status != target.expected
        with lock:
            target.milliseconds += mine
            target.failures += wrong

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


def main(url: str, seconds: float = SECONDS) -> int:
    """Measures every target and prints the table; fails when an answer was not the one expected."""
    site, rows, failures = Site(url), [], 0
    for target in targets(site):
        took = measure(site, target, seconds)
        waits = sorted(target.milliseconds)
        failures += target.failures
        rows.append(
            (
                target.name,
                f"{len(waits) / took:.0f}",
                f"{percentile(waits, 0.5):.0f}",
                f"{percentile(waits, 0.95):.0f}",
                f"{percentile(waits, 0.99):.0f}",
                str(target.failures),
            )
        )
    print(f"{url}, {THREADS} connections, {seconds:.0f} s each")
    print_table(("page", "requests/s", "p50 ms", "p95 ms", "p99 ms", "wrong answers"), rows)
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS))
