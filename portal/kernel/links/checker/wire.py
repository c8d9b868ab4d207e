"""One HTTP exchange over one pinned connection, each step under the same total deadline.

Written on the socket because a library that is told a timeout means it per read: a server that drips one byte a second
then holds a worker for hours. Nothing is stored, decoded or followed here.
"""

import re
import socket
import ssl
import time
from dataclasses import dataclass

from portal.kernel.links.addresses import Address
from portal.kernel.links.checker.findings import Problem, Trouble
from portal.kernel.links.checker.policy import Policy

_STATUS_LINE = re.compile(rb"^HTTP/1\.[01] ([1-5][0-9]{2})(?: |$)")
_INFORMATIONAL = 3


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which a visit is over, whatever the other side does."""

    ends: float

    @classmethod
    def in_seconds(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        remaining = self.ends - time.monotonic()
        if remaining <= 0:
            raise Trouble(Problem.TOO_SLOW)
        return remaining


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: dict[str, str]


def exchange(address: Address, machines: list[str], policy: Policy, deadline: Deadline) -> Response:
    """Sends one GET to a checked machine under the name of the link, and reads no more than the policy allows."""
    with _connect(machines, address, policy, deadline) as raw:
        stream = _secured(raw, address, policy, deadline) if address.scheme == "https" else raw
        with stream:
            try:
                _send(stream, _request(address, policy), deadline)
                return _read(stream, policy, deadline)
            except TimeoutError:
                raise Trouble(Problem.TOO_SLOW) from None
            except OSError:
                raise Trouble(Problem.NO_HTTP) from None


def _connect(machines: list[str], address: Address, policy: Policy, deadline: Deadline) -> socket.socket:
    for machine in machines[:2]:
        try:
            return policy.dial(machine, address.port, min(deadline.left(), policy.total_seconds / 2))
        except OSError:
            continue
    raise Trouble(Problem.UNREACHABLE)


def _secured(raw: socket.socket, address: Address, policy: Policy, deadline: Deadline) -> ssl.SSLSocket:
    raw.settimeout(deadline.left())
    try:
        return policy.tls().wrap_socket(raw, server_hostname=address.host)
    except ssl.SSLCertVerificationError:
        raise Trouble(Problem.CERTIFICATE) from None
    except TimeoutError:
        raise Trouble(Problem.TOO_SLOW) from None
    except (OSError, ValueError):
        raise Trouble(Problem.HANDSHAKE) from None


def _request(address: Address, policy: Policy) -> bytes:
    host = f"[{address.host}]" if ":" in address.host else address.host
    lines = (
        f"GET {address.target} HTTP/1.1",
        f"Host: {host}",
        f"User-Agent: {policy.user_agent}",
        "Accept: */*",
        "Accept-Language: zh-CN,zh;q=0.9",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _send(stream: socket.socket, data: bytes, deadline: Deadline) -> None:
    stream.settimeout(deadline.left())
    stream.sendall(data)


def _read(stream: socket.socket, policy: Policy, deadline: Deadline) -> Response:
    rest = b""
    for _ in range(_INFORMATIONAL):
        head, rest = _head(stream, rest, policy, deadline)
        response = _parsed(head, policy)
        if response.status >= 200:
            _drain(stream, rest, response, policy, deadline)
            return response
    raise Trouble(Problem.NO_HTTP)


def _head(stream: socket.socket, data: bytes, policy: Policy, deadline: Deadline) -> tuple[bytes, bytes]:
    while b"\r\n\r\n" not in data and b"\n\n" not in data:
        if len(data) > policy.header_bytes:
            raise Trouble(Problem.HEADERS_TOO_LARGE)
        if not (chunk := _receive(stream, deadline)):
            raise Trouble(Problem.NO_HTTP)
        data += chunk
    end = min(data.index(mark) + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if mark in data)
    if end > policy.header_bytes:
        raise Trouble(Problem.HEADERS_TOO_LARGE)
    return data[:end], data[end:]


def _parsed(head: bytes, policy: Policy) -> Response:
    lines = head.rstrip().split(b"\n")
    if len(lines) > policy.header_lines:
        raise Trouble(Problem.HEADERS_TOO_LARGE)
    match = _STATUS_LINE.match(lines[0].strip())
    if match is None:
        raise Trouble(Problem.NO_HTTP)
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.removesuffix(b"\r").partition(b":")
        if colon:
            headers.setdefault(name.strip().decode("latin-1").lower(), value.decode("latin-1").strip(" \t"))
    return Response(status=int(match[1]), headers=headers)


def _drain(stream: socket.socket, rest: bytes, response: Response, policy: Policy, deadline: Deadline) -> None:
    """Reads the body to its end or to the limit, to see that it comes; what it says is not kept."""
    length = response.headers.get("content-length", "")
    wanted = min(int(length), policy.body_bytes) if length.isdecimal() and len(length) < 12 else policy.body_bytes
    chunked = "chunked" in response.headers.get("transfer-encoding", "").lower()
    seen, tail = len(rest), rest[-5:]
    if response.status in {204, 304} or 300 <= response.status < 400:
        return
    while seen < wanted and not (chunked and tail == b"0\r\n\r\n"):
        if not (chunk := _receive(stream, deadline)):
            return
        seen += len(chunk)
        tail = (tail + chunk)[-5:]


def _receive(stream: socket.socket, deadline: Deadline) -> bytes:
    stream.settimeout(deadline.left())
    return stream.recv(16 * 1024)
