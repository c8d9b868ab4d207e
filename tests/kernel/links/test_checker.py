"""The checker in the hostile lab: each trap ends within its limits, rightly judged, and nobody inside is called."""

import time
from collections.abc import Iterator
from functools import partial

import pytest

from portal.kernel.links.checker import Finding, Policy, Problem, check
from tests.kernel.links import lab as world
from tests.kernel.links.lab import INSIDE, STAND_IN, Lab, open_lab

SHORT = 1.0  # a tenth of the real time for traps that use all of it


@pytest.fixture(scope="module")
def _town() -> Iterator[Lab]:
    with open_lab() as lab:
        yield lab


@pytest.fixture
def lab(_town: Lab) -> Lab:
    for seen in (_town.resolved, _town.dialled, _town.requests, _town.behaviours, _town.answers):
        seen.clear()
    _town.bytes_sent = 0
    return _town


def visit(lab: Lab, url: str, **policy: object) -> Finding:
    started = time.monotonic()
    finding = check(url, lab.policy(**policy), lab.resolve)
    limit = policy.get("total_seconds", Policy().total_seconds)
    assert isinstance(limit, float)
    assert time.monotonic() - started < limit + 1
    assert INSIDE not in {address for address, _ in lab.dialled}
    return finding


def test_a_good_page_is_ok(lab: Lab) -> None:
    lab.on("good.test", world.OK)

    finding = visit(lab, "http://good.test/页面?q=住房")

    assert (finding.outcome, finding.status, finding.problem) == ("ok", 200, None)
    request = lab.requests[0].decode()
    assert request.startswith("GET /%E9%A1%B5%E9%9D%A2?q=%E4%BD%8F%E6%88%BF HTTP/1.1\r\nHost: good.test\r\n")
    assert "Accept-Encoding: identity" in request
    assert "Cookie" not in request


def test_a_good_certificate_is_ok_by_name_on_the_pinned_address(lab: Lab) -> None:
    lab.on("secure.test", world.OK)

    assert visit(lab, "https://secure.test/").outcome == "ok"
    assert lab.dialled == [(STAND_IN, 443)]


def test_a_bad_certificate_is_unsure(lab: Lab) -> None:
    lab.on("stranger.test", world.OK)

    finding = visit(lab, "https://stranger.test/")

    assert (finding.outcome, finding.problem) == ("unsure", Problem.CERTIFICATE)
    assert finding.problem.summary == "证书问题"
    assert lab.requests == []


@pytest.mark.parametrize(
    "target",
    [
        f"http://{INSIDE}/",
        "http://inside.test/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.8]/",
        "http://[64:ff9b::a00:8]/",
    ],
)
def test_a_redirect_inside_is_not_followed(lab: Lab, target: str) -> None:
    lab.on("inside.test", world.OK, answers=[[INSIDE]])
    lab.on("trap.test", world.redirect(target))
    resolve = lab.resolve

    def literal(host: str, port: int) -> list[str]:
        return resolve(host, port) if host.endswith(".test") else [host]

    finding = check("http://trap.test/", lab.policy(), literal)

    assert (finding.outcome, finding.problem) == ("broken", Problem.REDIRECT_INSIDE)
    assert lab.dialled == [(STAND_IN, 80)]


@pytest.mark.parametrize("target", ["http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/"])
def test_a_redirect_to_an_oddly_spelt_machine_is_not_followed(lab: Lab, target: str) -> None:
    lab.on("trap.test", world.redirect(target))

    finding = visit(lab, "http://trap.test/")

    assert (finding.outcome, finding.problem) == ("broken", Problem.REDIRECT_MALFORMED)
    assert len(lab.dialled) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://trap.test/", "http://a:b@trap.test/"])
def test_a_redirect_to_something_else_than_a_page_is_not_followed(lab: Lab, target: str) -> None:
    lab.on("trap.test", world.redirect(target))

    assert visit(lab, "http://trap.test/").problem == Problem.REDIRECT_MALFORMED


@pytest.mark.parametrize("target", ["http://x.test/\rSet-Cookie: a=b", "http://x.test/\x00", "http://x.test/a b"])
def test_a_smuggled_line_break_ends_the_visit(lab: Lab, target: str) -> None:
    lab.on("trap.test", world.redirect(target))

    assert visit(lab, "http://trap.test/").problem == Problem.REDIRECT_MALFORMED


def test_an_endless_redirect_ends_after_five_hops(lab: Lab) -> None:
    lab.on("maze.test", world.endless_redirect)

    finding = visit(lab, "http://maze.test/")

    assert (finding.outcome, finding.problem) == ("broken", Problem.REDIRECT_ENDLESS)
    assert len(lab.requests) == 6


def test_five_hops_are_followed_and_each_is_checked_anew(lab: Lab) -> None:
    lab.on("end.test", world.OK)
    for n in range(5):
        lab.on(f"hop{n}.test", world.redirect(f"http://hop{n + 1}.test/" if n < 4 else "http://end.test/done"))

    finding = visit(lab, "http://hop0.test/")

    assert (finding.outcome, finding.final_url) == ("ok", "http://end.test/done")
    assert len(lab.resolved) == 6


def test_another_port_is_not_visited(lab: Lab) -> None:
    lab.on("good.test", world.redirect("http://good.test:6379/"))

    assert visit(lab, "http://good.test/").problem == Problem.UNUSUAL_PORT
    assert visit(lab, "http://good.test:22/").outcome == "unsure"
    assert lab.dialled == [(STAND_IN, 80)]


def test_a_rebinding_name_is_pinned_to_the_address_that_was_checked(lab: Lab) -> None:
    lab.on("rebind.test", world.OK, answers=[[STAND_IN], [INSIDE]])

    finding = visit(lab, "http://rebind.test/")

    assert finding.outcome == "ok"
    assert lab.resolved == ["rebind.test"]
    assert lab.dialled == [(STAND_IN, 80)]


def test_a_rebinding_name_is_refused_at_the_next_hop(lab: Lab) -> None:
    lab.on("rebind.test", world.redirect("/again"), answers=[[STAND_IN], [INSIDE]])

    assert visit(lab, "http://rebind.test/").problem == Problem.REDIRECT_INSIDE


def test_one_inside_address_spoils_the_name(lab: Lab) -> None:
    lab.on("mixed.test", world.OK, answers=[[STAND_IN, INSIDE]])

    assert visit(lab, "http://mixed.test/").problem == Problem.NOT_PUBLIC
    assert lab.dialled == []


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\nbody"])
def test_a_slow_drip_is_cut_off_at_the_total_deadline(lab: Lab, said: bytes) -> None:
    lab.on("drip.test", world.drip(lab, said))

    finding = visit(lab, "http://drip.test/", total_seconds=SHORT)

    assert (finding.outcome, finding.problem) == ("unsure", Problem.TOO_SLOW)
    assert 900 <= finding.elapsed_ms <= 1900


def test_a_handshake_that_never_comes_is_cut_off_too(lab: Lab) -> None:
    lab.on("mute.test", world.OK)
    lab_port, lab.tls_port = lab.tls_port, lab.plain_port
    lab.behaviours[""] = lambda stream, path: time.sleep(2)
    try:
        finding = visit(lab, "https://mute.test/", total_seconds=SHORT)
    finally:
        lab.tls_port = lab_port

    assert finding.outcome == "unsure"


def test_a_chain_of_slow_hops_shares_one_deadline(lab: Lab) -> None:
    def slow(stream: object, path: str) -> None:
        time.sleep(0.4)
        world.endless_redirect(stream, path)  # type: ignore[arg-type]  # the stubs do not know it

    lab.on("slow.test", slow)

    assert visit(lab, "http://slow.test/", total_seconds=SHORT).problem == Problem.TOO_SLOW


def test_a_resolver_that_hangs_is_left_behind(lab: Lab) -> None:
    def hang(host: str, port: int) -> list[str]:
        time.sleep(3)
        return []

    started = time.monotonic()
    finding = check("http://hang.test/", lab.policy(total_seconds=0.3), hang)

    assert (finding.outcome, finding.problem) == ("unsure", Problem.NAME_UNANSWERED)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"]
)
def test_a_huge_body_is_read_to_64_kib_only(lab: Lab, head: bytes) -> None:
    lab.on("huge.test", world.flood(lab, head, b"\x1f\x8b" + b"x" * 65534))

    finding = visit(lab, "http://huge.test/")

    assert (finding.outcome, finding.status) == ("ok", 200)
    # What the system's socket buffers took is sent; the visitor stopped listening long before the 64 MiB.
    assert lab.bytes_sent < 16 * 1024 * 1024


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 20_000, b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 10**6]
)
def test_headers_without_end_are_refused(lab: Lab, head: bytes) -> None:
    lab.on("headers.test", head + b"\r\n\r\n")

    assert visit(lab, "http://headers.test/").problem == Problem.HEADERS_TOO_LARGE


def test_a_host_that_asks_for_patience_is_not_broken(lab: Lab) -> None:
    lab.on("busy.test", world.answer(429, "Retry-After: 7200"))

    finding = visit(lab, "http://busy.test/")

    assert (finding.outcome, finding.problem, finding.retry_after) == ("unsure", Problem.ASKED_TO_WAIT, 7200)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (["Retry-After: 99999999"], 86400),
        (["Retry-After: soon"], 3600),
        ([], 3600),
        (["Date: Mon, 02 Mar 2026 04:00:00 GMT", "Retry-After: Mon, 02 Mar 2026 04:10:00 GMT"], 600),
    ],
)
def test_patience_is_read_in_every_form_and_has_an_end(lab: Lab, headers: list[str], seconds: int) -> None:
    lab.on("busy.test", world.answer(429, *headers))

    assert visit(lab, "http://busy.test/").retry_after == seconds


@pytest.mark.parametrize(
    ("status", "outcome", "problem"),
    [
        (404, "broken", Problem.GONE),
        (410, "broken", Problem.GONE),
        (500, "broken", Problem.SERVER_ERROR),
        (403, "unsure", Problem.REFUSED),
        (412, "unsure", Problem.REFUSED),
    ],
)
def test_the_status_decides(lab: Lab, status: int, outcome: str, problem: Problem) -> None:
    lab.on("status.test", world.answer(status))

    finding = visit(lab, "http://status.test/")

    assert (finding.outcome, finding.problem, finding.status) == (outcome, problem, status)


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9\r\n\r\n", b"", b"HTTP/1.1 banana\r\n\r\n"])
def test_what_is_no_web_server_is_unsure(lab: Lab, said: bytes) -> None:
    lab.on("odd.test", said)

    assert visit(lab, "http://odd.test/").problem == Problem.NO_HTTP


def test_a_name_nobody_knows_is_broken(lab: Lab) -> None:
    assert visit(lab, "http://nowhere.test/").problem == Problem.NAME_UNKNOWN


def test_a_machine_that_does_not_answer_is_broken(lab: Lab) -> None:
    def refuse(address: str, port: int, timeout: float) -> object:
        raise ConnectionRefusedError

    lab.on("closed.test", world.OK)

    assert visit(lab, "http://closed.test/", dial=refuse).problem == Problem.UNREACHABLE


def test_proxies_of_the_environment_are_ignored(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{INSIDE}:3128")
    lab.on("good.test", world.OK)

    assert visit(lab, "http://good.test/").outcome == "ok"


def test_control_a_checker_without_the_guard_does_call_inside(lab: Lab) -> None:
    lab.on("inside.test", world.OK, answers=[[INSIDE]])
    lab.on("trap.test", world.redirect("http://inside.test/"))

    check("http://trap.test/", lab.policy(may_visit=lambda host, address: True), lab.resolve)

    assert (INSIDE, 80) in lab.dialled


def test_the_portals_own_policy_lets_nothing_of_the_lab_through() -> None:
    finding = partial(check, resolver=lambda host, port: [STAND_IN])("http://good.test/")

    assert finding.problem == Problem.NOT_PUBLIC
