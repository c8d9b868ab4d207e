"""A hostile corner of the internet on the loopback address: every name in it misbehaves in its own way.

The lab answers for names under `.test`. Its resolver gives them a public-looking stand-in address; its dialer carries
connections to stand-ins into the lab and writes down every address dialled, so that a test can see where a visit went.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import trustme

from portal.kernel.links.checker import Policy

STAND_IN = "203.0.113.10"  # documentation range: never a real machine, and allowed for the lab alone
INSIDE = "10.0.0.8"
Behaviour = Callable[[socket.socket, str], None]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


@dataclass
class Lab:
    """Names with their behaviours, and what visitors did."""

    plain_port: int = 0
    tls_port: int = 0
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    answers: dict[str, list[list[str]]] = field(default_factory=dict)
    resolved: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    bytes_sent: int = 0
    authority: trustme.CA = field(default_factory=trustme.CA)
    closing: threading.Event = field(default_factory=threading.Event)

    def on(self, host: str, behaviour: Behaviour | bytes, *, answers: list[list[str]] | None = None) -> None:
        """Gives a name a behaviour; `answers` are what the resolver says the first, second … time."""
        self.behaviours[host] = (
            (lambda stream, path: stream.sendall(behaviour)) if isinstance(behaviour, bytes) else behaviour
        )
        self.answers[host] = answers or [[STAND_IN]]

    def resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        if host not in self.answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        queue = self.answers[host]
        return queue.pop(0) if len(queue) > 1 else queue[0]

    def dial(self, address: str, port: int, timeout: float) -> socket.socket:
        self.dialled.append((address, port))
        lab_port = {80: self.plain_port, 443: self.tls_port}[port]
        return socket.create_connection(("127.0.0.1", lab_port), timeout=timeout)

    def trusting(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def policy(self, **changes: object) -> Policy:
        """The portal's own limits; only the stand-in is let through beside what is public."""
        from portal.kernel.links.addresses import is_public

        words: dict[str, object] = {
            "may_visit": lambda host, address: is_public(address) or (host in self.answers and address == STAND_IN),
            "dial": self.dial,
            "tls": self.trusting,
            **changes,
        }
        return Policy(**words)  # type: ignore[arg-type]  # the stubs do not know it


@contextmanager
def open_lab() -> Iterator[Lab]:
    lab = Lab()
    good = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    lab.authority.issue_cert("secure.test").configure_cert(good)
    bad = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("stranger.test").configure_cert(bad)

    def choose(connection: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        if name == "stranger.test":
            connection.context = bad

    good.sni_callback = choose  # type: ignore[assignment]  # the stubs do not know it
    with socket.create_server(("127.0.0.1", 0)) as plain, socket.create_server(("127.0.0.1", 0)) as tls:
        lab.plain_port, lab.tls_port = plain.getsockname()[1], tls.getsockname()[1]
        doors = [
            threading.Thread(target=_serve, args=(lab, plain, None), daemon=True),
            threading.Thread(target=_serve, args=(lab, tls, good), daemon=True),
        ]
        for door in doors:
            door.start()
        yield lab
        lab.closing.set()
        for server in (plain, tls):
            server.shutdown(socket.SHUT_RDWR)
        for door in doors:
            door.join(5)


def _serve(lab: Lab, server: socket.socket, context: ssl.SSLContext | None) -> None:
    guests: list[threading.Thread] = []
    with suppress(OSError):
        while not lab.closing.is_set():
            stream, _ = server.accept()
            guests.append(threading.Thread(target=_receive, args=(lab, stream, context), daemon=True))
            guests[-1].start()
    for guest in guests:
        guest.join(5)


def _receive(lab: Lab, raw: socket.socket, context: ssl.SSLContext | None) -> None:
    with suppress(OSError, LookupError, ValueError), raw:
        raw.settimeout(20)
        stream = context.wrap_socket(raw, server_side=True) if context else raw
        with stream:
            request = stream.recv(8192)
            lab.requests.append(request)
            host = _header(request, b"host").split(":")[0]
            lab.behaviours[host](stream, request.split(b" ")[1].decode())


def _header(request: bytes, name: bytes) -> str:
    for line in request.split(b"\r\n"):
        if line.lower().startswith(name + b":"):
            return line.partition(b":")[2].strip().decode()
    return ""


def redirect(target: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()


def answer(status: int, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *headers, "Content-Length: 0", "", ""]).encode()


def endless_redirect(stream: socket.socket, path: str) -> None:
    stream.sendall(redirect(f"{path}x"))


def drip(lab: Lab, data: bytes, pause: float = 0.05) -> Behaviour:
    """One byte at a time, for ever: after the data come spaces."""

    def behave(stream: socket.socket, path: str) -> None:
        position = 0
        while not lab.closing.is_set():
            stream.sendall(data[position : position + 1] or b" ")
            position += 1
            time.sleep(pause)

    return behave


def flood(lab: Lab, head: bytes, block: bytes) -> Behaviour:
    """As much as the visitor swallows, up to 64 MiB."""

    def behave(stream: socket.socket, path: str) -> None:
        stream.sendall(head)
        for _ in range(64 * 1024 * 1024 // len(block)):
            if lab.closing.is_set():
                return
            stream.sendall(block)
            lab.bytes_sent += len(block)

    return behave
