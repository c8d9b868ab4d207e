"""A visit to a link: resolve, check every answer, connect to exactly what was checked, and so again at every hop."""

import re
import socket
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from portal.kernel.links.addresses import Address, BadAddress, parse
from portal.kernel.links.checker import wire
from portal.kernel.links.checker.findings import Finding, Problem, Trouble
from portal.kernel.links.checker.policy import Policy, Resolver, resolve_within, system_resolver
from portal.kernel.links.words import Outcome

DEFAULT_POLICY = Policy()
PATIENCE_UNSAID = 60 * 60
PATIENCE_LIMIT = 24 * 60 * 60
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_NAME_UNKNOWN = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


def check(url: str, policy: Policy = DEFAULT_POLICY, resolver: Resolver = system_resolver) -> Finding:
    """Visits a link once, within the policy's total time, and never raises for what the other side does."""
    started = time.monotonic()
    status: int | None
    visit = _Visit(url, policy, resolver, wire.Deadline.in_seconds(policy.total_seconds))
    try:
        status, problem, patience = visit.run()
    except Trouble as trouble:
        status, problem, patience = visit.status, trouble.problem, None
    return Finding(
        outcome=problem.outcome if problem else Outcome.OK,
        final_url=visit.url,
        status=status,
        problem=problem,
        elapsed_ms=int((time.monotonic() - started) * 1000),
        retry_after=patience,
    )


class _Visit:
    """One link, hop by hop; `url` is where we stand."""

    def __init__(self, url: str, policy: Policy, resolver: Resolver, deadline: wire.Deadline) -> None:
        self.url = url
        self.policy = policy
        self.resolver = resolver
        self.deadline = deadline
        self.status: int | None = None
        self.hops = 0

    def run(self) -> tuple[int, Problem | None, int | None]:
        while True:
            address = self._address()
            response = wire.exchange(address, self._machines(address), self.policy, self.deadline)
            self.status = response.status
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return response.status, _problem_of(response), _patience(response)
            if self.hops == self.policy.max_hops:
                raise Trouble(Problem.REDIRECT_ENDLESS)
            self.hops += 1
            self.url = _next(address, response.headers["location"])

    def _address(self) -> Address:
        try:
            address = parse(self.url)
        except BadAddress:
            raise Trouble(Problem.REDIRECT_MALFORMED if self.hops else Problem.MALFORMED) from None
        if address.port not in self.policy.ports:
            raise Trouble(Problem.UNUSUAL_PORT)
        return address

    def _machines(self, address: Address) -> list[str]:
        """The machines behind a name, looked up once; one inside address among them spoils the name."""
        try:
            machines = resolve_within(self.resolver, address.host, address.port, self.deadline.left())
        except TimeoutError:
            raise Trouble(Problem.NAME_UNANSWERED) from None
        except socket.gaierror as problem:
            unknown = problem.errno in _NAME_UNKNOWN
            raise Trouble(Problem.NAME_UNKNOWN if unknown else Problem.NAME_UNANSWERED) from None
        except (OSError, UnicodeError):
            raise Trouble(Problem.NAME_UNANSWERED) from None
        if not machines:
            raise Trouble(Problem.NAME_UNKNOWN)
        if not all(self.policy.may_visit(address.host, machine) for machine in machines):
            raise Trouble(Problem.REDIRECT_INSIDE if self.hops else Problem.NOT_PUBLIC)
        return machines


def _next(address: Address, location: str) -> str:
    """The next hop; a smuggled line break or other control character ends the visit."""
    if re.search(r"[\x00-\x20\x7f]", location):
        raise Trouble(Problem.REDIRECT_MALFORMED)
    try:
        text = location.encode("latin-1").decode("utf-8")
        return urljoin(address.url, text)
    except (UnicodeError, ValueError):
        raise Trouble(Problem.REDIRECT_MALFORMED) from None


def _problem_of(response: wire.Response) -> Problem | None:
    status = response.status
    if 200 <= status < 300:
        return None
    if status in _GONE:
        return Problem.GONE
    if status == 429 or (status == 503 and "retry-after" in response.headers):
        return Problem.ASKED_TO_WAIT
    return Problem.SERVER_ERROR if status >= 500 else Problem.REFUSED


def _patience(response: wire.Response) -> int | None:
    """How long the host asks us to stay away, never more than a day; an unreadable wish counts as an hour."""
    if _problem_of(response) is not Problem.ASKED_TO_WAIT:
        return None
    wish = response.headers.get("retry-after", "")
    if wish.isdecimal() and len(wish) < 10:
        return min(int(wish), PATIENCE_LIMIT)
    try:
        asked = parsedate_to_datetime(wish) - parsedate_to_datetime(response.headers.get("date", ""))
    except (TypeError, ValueError):
        return PATIENCE_UNSAID
    return min(max(int(asked.total_seconds()), 0), PATIENCE_LIMIT)
