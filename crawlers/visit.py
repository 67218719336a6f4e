"""One visitor of one force's sites: polite, within its hosts, and never in a hurry."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

from crawlers.address import joined, secured
from crawlers.answer import Answer
from crawlers.budget import Budget
from crawlers.force import host_of

AGENT = "foi-mosaic"
"""The name that a robots.txt may address."""
HOPS = 5
"""Redirects followed."""
GIVEN_UP = 3.0
"""Least seconds of rest for a site after an answer that was not heard to its end."""
LONGEST_WAIT = 300.0
"""Seconds that a site may ask us to wait within one crawl."""
RETRIES = {"timeout": 1, "unreachable": 2, "cut-short": 2, "busy": 3, "server": 2}
"""How often each kind of trouble is tried again within one crawl."""


class VisitError(Exception):
    """No answer that can be used.

    Attributes:
        code: ``timeout``, ``unreachable``, ``cut-short``, ``too-large``, ``unreadable``, ``busy``,
            ``server``, ``robots``, ``foreign``, ``redirects``, ``budget``.
        answer: The last one, if any came.
        site: The whole site is out of reach, not this address alone.
    """

    def __init__(
        self, code: str, message: str, *, answer: Answer | None = None, site: bool = False
    ) -> None:
        super().__init__(message)
        self.code, self.answer, self.site = code, answer, site


Download = Callable[[str, Mapping[str, str], int], Awaitable[Answer]]
"""Fetches one address once: (address, headers, most bytes); raises :class:`VisitError`."""


@dataclass(slots=True)
class Site:
    """What all visitors of one site share in one process.

    Attributes:
        ready: On the loop's clock: the site is not asked before.
        delay: Seconds that it wants between two requests, over the operator's own.
    """

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready: float = 0.0
    delay: float = 0.0
    rules: Protego | None = None


class Sites(dict[str, Site]):
    """Sites by their hosts without ``www.``, each made when it is first asked for."""

    def __missing__(self, host: str) -> Site:
        self[host] = Site()
        return self[host]


class Visitor:
    """Asks for addresses of the hosts it may visit, one at a time a site.

    Args:
        hosts: The only hosts that are asked.
        download: Fetches one address once.
        sites: Shared by the visitors of one process.
        delay: Least seconds between the end of one request and the start of the next.
        budget: What one site gets in a night.
    """

    def __init__(
        self,
        hosts: frozenset[str],
        download: Download,
        sites: Sites,
        *,
        delay: float,
        budget: Budget | None = None,
    ) -> None:
        self.hosts = hosts
        self.download = download
        self.sites = sites
        self.delay = delay
        self.budget = budget

    def may_ask(self, url: str) -> bool:
        """Whether an address stands on one of the hosts."""
        return urlsplit(url).hostname in self.hosts

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, largest: int
    ) -> Answer:
        """Fetch an address, following redirects within the hosts and waiting where told to.

        Raises:
            VisitError: Nothing usable came; statuses such as 404 and 403 are answers, not errors.
        """
        seen: list[str] = []
        while True:
            url = secured(url)
            if not self.may_ask(url):
                raise VisitError("foreign", _foreign(url, seen))
            # Once to itself is how http leads to https, and how some set a cookie.
            if len(seen) > HOPS or seen.count(url) > 1:
                raise VisitError("redirects", "redirected in a circle: " + " → ".join(seen[:HOPS]))
            rules = await self._rules(url)
            if not rules.can_fetch(url, AGENT):
                raise VisitError("robots", f"robots.txt of the site disallows {url}")
            answer = await self._ask(url, headers or {}, largest)
            target = _target(answer)
            if target is None:
                return answer
            seen.append(url)
            url = target

    async def _rules(self, url: str) -> Protego:
        parts = urlsplit(url)
        site = self.sites[host_of(url)]
        if site.rules is None:
            site.rules = Protego.parse(await self._robots(f"{parts.scheme}://{parts.netloc}"))
            wanted = site.rules.crawl_delay(AGENT) or 0.0
            rate = site.rules.request_rate(AGENT)
            if rate is not None and rate.requests:
                wanted = max(wanted, rate.seconds / rate.requests)
            site.delay = max(site.delay, wanted)
        return site.rules

    async def _robots(self, origin: str) -> str:
        """The site's robots.txt; empty where it has none.

        A site whose robots.txt cannot be read forbids everything (RFC 9309, 2.3.1.4).
        """
        url = f"{origin}/robots.txt"
        for _ in range(HOPS):
            try:
                answer = await self._ask(url, {}, 500_000)
            except VisitError as error:
                if error.code == "budget":
                    raise
                raise VisitError(
                    error.code, f"{origin}/robots.txt: {error}", answer=error.answer, site=True
                ) from error
            target = _target(answer)
            if target is None:
                return answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
            if not self.may_ask(target):
                return ""
            url = target
        return ""

    async def _ask(self, url: str, headers: Mapping[str, str], largest: int) -> Answer:
        """Fetch one address, again where that may help."""
        site, tried = self.sites[host_of(url)], 0
        while True:
            error: VisitError
            wait: float | None = None
            try:
                answer = await self._once(site, url, headers, largest)
                if answer.status not in _AGAIN:
                    return answer
                error, wait = _again(answer)
            except VisitError as problem:
                error = problem
            tried += 1
            if wait is not None and wait > LONGEST_WAIT:
                raise VisitError(
                    "busy",
                    f"the site asks to come back in {wait:.0f} seconds",
                    answer=error.answer,
                    site=True,
                )
            if tried > RETRIES.get(error.code, 0):
                raise error
            if error.answer is not None and error.answer.status == 429:
                # Slower from now on, whatever it is asked for next.
                site.delay = min(max(2 * site.delay, 2 * self.delay, 0.1), 60.0)
            pause = max(self.delay, 0.25) * 2 ** (tried - 1) if wait is None else wait
            site.ready = max(site.ready, asyncio.get_running_loop().time() + pause)

    async def _once(
        self, site: Site, url: str, headers: Mapping[str, str], largest: int
    ) -> Answer:
        loop = asyncio.get_running_loop()
        async with site.lock:
            host = host_of(url)
            if self.budget is not None and not self.budget.spend(host):
                raise VisitError(
                    "budget",
                    f"{host}: the budget of {self.budget.limit} requests for this night is spent",
                    site=True,
                )
            while (wait := site.ready - loop.time()) > 0:
                await asyncio.sleep(wait)
            rest = 0.0
            try:
                return await self.download(url, headers, largest)
            except VisitError as error:
                # The site may still be sending what we have given up.
                rest = GIVEN_UP if error.code in ("timeout", "too-large") else 0.0
                raise
            finally:
                rest = max(rest, self.delay, site.delay)
                site.ready = max(site.ready, loop.time() + rest)


_AGAIN = frozenset((429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


def _target(answer: Answer) -> str | None:
    """Where an answer sends us; ``None`` where it does not."""
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not location:
        return None
    target = joined(answer.url, location)
    if target is None:
        raise VisitError("foreign", f"{answer.url}: redirected to {location[:200]!r}")
    return target


def _again(answer: Answer) -> tuple[VisitError, float | None]:
    """The error of an answer that may be better next time, and how long the site says to wait."""
    code = "busy" if answer.status in (429, 503) else "server"
    error = VisitError(code, f"the site answers {answer.status}", answer=answer)
    return error, _seconds(answer.headers.get("retry-after", ""))


def _seconds(text: str) -> float | None:
    """The seconds of a Retry-After header, which may be a date."""
    try:
        seconds = float(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - datetime.now(UTC)).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _foreign(url: str, seen: list[str]) -> str:
    host = urlsplit(url).hostname
    if seen:
        return f"redirected from {seen[-1]} to {host}, which is none of the force's hosts"
    return f"{host} is none of the force's hosts"
