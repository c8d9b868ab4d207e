"""Ports on the loopback address: free ones, remembered ones, and taken ones said aloud."""

import socket
import time
import urllib.error
import urllib.request

from portal.embedded.words import TrialStopped, say

ADDRESS = "127.0.0.1"
SITE_PORT = 8000
SITE_PORTS_TRIED = 20


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def service_port(remembered: int | None) -> int:
    """The port of last time when it is still free, else any."""
    if remembered and is_free(remembered):
        return remembered
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def site_port(asked: str) -> int:
    """The asked port or nothing; when none was asked for, the first free one from 8000 on."""
    if asked:
        if not asked.isdigit() or not 1 <= int(asked) <= 65535:
            raise TrialStopped(
                f"PORT={asked} is not a port number (1-65535).", f"PORT={asked} 不是有效的端口号（1-65535）。"
            )
        if not is_free(int(asked)):
            raise TrialStopped(
                f"Port {asked} is taken by another program. Choose another: make demo PORT={int(asked) % 65535 + 1}",
                f"端口 {asked} 已被其他程序占用，请换一个：make demo PORT={int(asked) % 65535 + 1}",
            )
        return int(asked)
    for port in range(SITE_PORT, SITE_PORT + SITE_PORTS_TRIED):
        if is_free(port):
            if port != SITE_PORT:
                say(f"Port {SITE_PORT} is taken; using {port}.", f"端口 {SITE_PORT} 已被占用，改用 {port}。")
            return port
    raise TrialStopped(
        f"Ports {SITE_PORT} to {SITE_PORT + SITE_PORTS_TRIED - 1} are all taken. Choose one: make demo PORT=9000",
        f"端口 {SITE_PORT} 至 {SITE_PORT + SITE_PORTS_TRIED - 1} 均被占用，请指定：make demo PORT=9000",
    )


def wait_for_page(url: str, *, seconds: float) -> bool:
    """Whether the page answers within that time."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with opener.open(url, timeout=5) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False
