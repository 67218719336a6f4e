"""How a site is visited: hosts, robots, waiting, redirects; no network but a function."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TypeVar

import pytest

from crawlers.answer import Answer
from crawlers.resolver import is_public
from crawlers.visit import Sites, VisitError, Visitor

HOSTS = frozenset(("www.a.example", "a.example"))
T = TypeVar("T")
Script = Callable[[str], Answer]


def visitor(
    script: Script, asked: list[str], *, delay: float = 0, sites: Sites | None = None
) -> Visitor:
    async def download(url: str, headers: Mapping[str, str], largest: int) -> Answer:
        asked.append(url)
        await asyncio.sleep(0)
        return script(url)

    return Visitor(HOSTS, download, sites or Sites(), delay=delay)


def answers(**pages: Answer) -> Script:
    """Pages by the last part of their address; there is no robots.txt."""

    def script(url: str) -> Answer:
        return pages.get(url.rsplit("/", 1)[1].partition(".")[0], Answer(url=url, status=404))

    return script


def run(what: Awaitable[T]) -> T:
    async def main() -> T:
        return await what

    return asyncio.run(main())


def test_a_plain_link_is_asked_for_over_https() -> None:
    asked: list[str] = []

    run(visitor(answers(), asked).get("http://www.a.example/one", largest=1))

    assert asked == ["https://www.a.example/robots.txt", "https://www.a.example/one"]


@pytest.mark.parametrize(
    "url", ["https://b.example/", "https://sub.a.example/", "https://127.0.0.1/"]
)
def test_a_foreign_host_is_not_asked(url: str) -> None:
    asked: list[str] = []

    with pytest.raises(VisitError, match="none of the force's hosts") as error:
        run(visitor(answers(), asked).get(url, largest=1))

    assert (asked, error.value.code) == ([], "foreign")


def test_a_wait_that_is_too_long_ends_the_visit_and_a_date_is_understood() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    page = Answer(url="", status=503, headers={"retry-after": later})

    with pytest.raises(VisitError, match=r"come back in 7\d\d\d seconds") as error:
        run(visitor(answers(one=page), []).get("https://a.example/one", largest=1))

    assert (error.value.code, error.value.site) == ("busy", True)


def test_a_site_that_two_forces_share_is_asked_by_one_at_a_time() -> None:
    busy, most = 0, 0

    async def download(url: str, headers: Mapping[str, str], largest: int) -> Answer:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.001)
        busy -= 1
        return Answer(url=url, status=404)

    sites = Sites()
    two = [Visitor(HOSTS, download, sites, delay=0) for _ in range(2)]

    async def both() -> None:
        await asyncio.gather(
            *(v.get(f"https://www.a.example/{n}", largest=1) for v in two for n in range(5))
        )

    run(both())

    assert most == 1


def test_robots_that_lead_elsewhere_or_break_are_taken_as_the_standard_says() -> None:
    elsewhere = Answer(
        url="https://a.example/robots.txt", status=302, headers={"location": "https://b.example/"}
    )
    found = run(visitor(answers(robots=elsewhere), []).get("https://a.example/one", largest=1))
    assert found.status == 404

    broken = Answer(url="https://a.example/robots.txt", status=500)
    with pytest.raises(VisitError, match=r"robots\.txt") as error:
        run(visitor(answers(robots=broken), []).get("https://a.example/one", largest=1))
    assert error.value.site


@pytest.mark.parametrize(
    ("found", "public"),
    [("10.0.0.1", False), ("127.0.0.1", False), ("169.254.169.254", False), ("192.168.1.1", False),
     ("100.64.0.1", False), ("0.0.0.0", False), ("1.1.1.1", True)],  # noqa: S104
)  # fmt: skip
def test_a_private_address_is_no_site(found: str, public: bool) -> None:
    assert is_public(found) is public
