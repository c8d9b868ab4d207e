"""The limits of a visit. The defaults are the only ones the portal uses; tests open a door to their own lab."""

import queue
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass

from portal.kernel.links.addresses import is_public

# Name and port in, machine addresses out; raises OSError like the system's resolver.
Resolver = Callable[[str, int], list[str]]
Dialer = Callable[[str, int, float], socket.socket]


def system_resolver(host: str, port: int) -> list[str]:
    """All addresses of a name as the system knows them."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def dial(address: str, port: int, timeout: float) -> socket.socket:
    """Connects to a machine address, never to a name; proxies of the environment play no part."""
    return socket.create_connection((address, port), timeout=timeout)


def may_visit(host: str, address: str) -> bool:
    return is_public(address)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a visit may cost and where it may go."""

    total_seconds: float = 10.0
    max_hops: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    body_bytes: int = 64 * 1024
    header_bytes: int = 32 * 1024
    header_lines: int = 100
    may_visit: Callable[[str, str], bool] = may_visit
    dial: Dialer = dial
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    user_agent: str = "Mozilla/5.0 (compatible; OpenGovernmentPortal-LinkPatrol/1.0)"


def resolve_within(resolver: Resolver, host: str, port: int, seconds: float) -> list[str]:
    """Asks the resolver under a deadline it does not know itself; raises TimeoutError when it passes."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except Exception as problem:  # noqa: BLE001 - handed to the thread that waits
            answers.put(problem)

    threading.Thread(target=ask, name="links-resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise TimeoutError("resolver") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
