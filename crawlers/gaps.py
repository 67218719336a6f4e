"""What is wrong with a list that was walked: pages that did not come, chains that broke."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawlers import address
from crawlers.finding import REFUSED
from crawlers.frontier import Row
from crawlers.visit import VisitError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong at an address; ``chain`` is the code of what is no single page's."""

    url: str
    code: str
    text: str


def nothing(start: str, rows: Iterable[Row]) -> Problem:
    """The problem of a list whose pages were all read and show no entry."""
    held = list(rows)
    left = sum(row.listing.get("left", 0) for row in held)
    found = f"none on {len(held)} pages"
    if left:
        found += f"; {left} links were left out as no disclosures of this force"
    text = (
        f"{start}: expected a list with at least one entry, found {found}. If the log is empty,"
        " set `expect = 0` in the force's crawlers/forces/*.toml; if it was redesigned, adapt the"
        " platform module."
    )
    return Problem(url=start, code="empty-list", text=text)


def unhad(url: str, error: VisitError) -> str:
    """What is said of a list page that did not come, with the ways on."""
    if error.code in REFUSED:
        return (
            f"{url}: expected a list, found that {error}. The site is left alone: crawl it again"
            " another day, or bring its answers in with `foi import`."
        )
    return (
        f"{url}: expected a list, found that {error}. If the list has moved, give its address in"
        " the force's crawlers/forces/*.toml; else crawl again later."
    )


def problems_of(rows: Iterable[Row]) -> list[Problem]:
    """The problems of list pages; one that is empty is none where all is here that was said."""
    held = list(rows)
    total = max((row.listing.get("total") or 0 for row in held), default=0)
    found = sum(row.listing.get("found", 0) + row.listing.get("left", 0) for row in held)
    return [
        Problem(url=row.url, code=row.listing["code"], text=row.listing["problem"])
        for row in held
        if "problem" in row.listing
        and not (row.listing["code"] == "empty-list" and 0 < total <= found)
    ]


def told(problems: Iterable[Problem], start: str, notes: list[str]) -> Iterator[Problem]:
    """The problems but for topics and months without an entry, which are noted."""
    for problem in problems:
        if problem.code == "empty-list" and _list_of(problem.url) != _list_of(start):
            notes.append(f"no entry at {problem.url}")
        else:
            yield problem


def gaps(rows: Iterable[Row]) -> Iterator[Problem]:
    """What the pages of each list say against having been walked to the end."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(_list_of(row.url), []).append(row)
    for members in groups.values():
        first = members[0].url
        held = sum(row.listing.get("found", 0) + row.listing.get("left", 0) for row in members)
        total = max((row.listing.get("total") or 0 for row in members), default=0)
        pages = max((row.listing.get("pages") or 0 for row in members), default=0)
        if total > held:
            yield _chain(
                first,
                f"{first}: expected {total} entries, as the list says, found {held} on"
                f" {len(members)} of its pages: the chain of pages is broken. Crawl again; if it"
                " stays so, adapt how the platform module finds the next page.",
            )
        elif pages > len(members):
            yield _chain(
                first,
                f"{first}: expected {pages} pages, as the list says, found {len(members)}: the"
                " chain of pages is broken. Crawl again; if it stays so, adapt how the platform"
                " module finds the next page.",
            )
        elif not total and any(_ignored(row) for row in members):
            yield _chain(
                first,
                f"{first}: expected other entries on its second page, found those of the first:"
                " the site does not heed the number of the page. Adapt the platform module.",
            )


def _chain(url: str, text: str) -> Problem:
    return Problem(url=url, code="chain", text=text)


def _ignored(row: Row) -> bool:
    """Whether the second page of a list repeats the first."""
    return row.listing.get("repeats") == 1 and row.listing["depth"] == 2 and _number(row.url) == 2


def _number(url: str) -> int:
    """The number of a list page that its address gives; 0 where it gives none."""
    parts = urlsplit(url)
    numbers = [value for _, value in parse_qsl(parts.query) if value.isdecimal()]
    numbers += re.findall(r"/page/(\d+)", parts.path)
    return int(numbers[-1]) if numbers else 0


def _list_of(url: str) -> str:
    """What the pages of one list have in common."""
    return re.sub(r"/page/\d+/?$", "", address.path_of(url).rstrip("/"), flags=re.IGNORECASE)
