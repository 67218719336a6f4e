"""The lists of a force walked to their ends, each page once, with everything wrong named."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from crawlers import address
from crawlers.answer import Answer
from crawlers.finding import REFUSED
from crawlers.force import Source
from crawlers.frontier import Row
from crawlers.keeping import Keeper
from crawlers.page import Page
from crawlers.paging import next_in
from crawlers.platform import Listing, PageError, platform_of
from crawlers.visit import VisitError

DEEPEST = 3000
"""List pages of one start; a list that is longer is a calendar."""
STALE = 6
"""Pages in a row, each found from the one before, without an entry: an archive that goes on for
ever. One that repeats another counts twice: the chain goes round."""
FRUITLESS = 100
"""List pages in a row that may bring nothing new, if no more than these brought something."""
_NOT_THERE = frozenset(("missing", "unreachable"))
_NOT_THE_LIST = _NOT_THERE | {"empty-list", "apology", "redirects", "foreign"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    url: str
    code: str
    text: str


class ListWalk:
    """Walks the lists of all sources of a force.

    Attributes:
        problems: What is wrong with the lists; empty where they were walked to their ends.
        notes: What else is to be known: an old address that is not there any more.
        blocked: List pages that were refused.
        failed: List pages that did not come, or were no lists.
        limited: The operator's limit ended the walk.
        broken: Those of the problems that are no single page's.
        used: The sources that listed entries.
        starts: The addresses at which the lists began.
    """

    def __init__(self, keeper: Keeper, *, limit: int | None) -> None:
        self.keeper = keeper
        self.frontier = keeper.frontier
        self.limit = limit
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.blocked = 0
        self.failed = 0
        self.limited = False
        self.broken: list[str] = []
        self.used: list[Source] = []
        self.starts: list[str] = []

    async def run(self) -> None:
        """Walk every source; an older or second place that is not there is no problem."""
        nowhere: list[_Problem] = []
        for index, source in enumerate(self.keeper.force.sources):
            listed = False
            absent: list[_Problem] = []
            for start in source.addresses:
                listed |= await self._start(index, start, absent)
            for start in source.otherwise:
                if not listed:
                    listed |= await self._start(index, start, absent)
            if listed:
                self.used.append(source)
                self._tell(absent, mere=_NOT_THE_LIST)
            elif not source.expect:
                self._tell(absent, mere=frozenset(("empty-list",)))
            else:
                nowhere += absent
        self._tell(nowhere, mere=_NOT_THERE if self.used else frozenset())

    def _tell(self, problems: Iterable[_Problem], *, mere: frozenset[str] = frozenset()) -> None:
        """Take problems in; those with a ``mere`` code are only noted."""
        for problem in problems:
            if problem.code in mere:
                where = problem.url
                empty = problem.code == "empty-list"
                self.notes.append(
                    f"nothing is listed at {where}"
                    if empty
                    else f"not at {where} ({problem.code})"
                )
                self.keeper.collection.failures.clear("crawl", problem.url)
                continue
            self.problems.append(problem.text)
            if problem.code == "chain":
                self.broken.append(problem.text)
            self.blocked += problem.code in REFUSED
            self.failed += problem.code not in REFUSED and problem.code != "chain"

    async def _start(self, index: int, start: str, absent: list[_Problem]) -> bool:
        """Walk from one address; whether it listed an entry.

        A place that never listed anything, and lists nothing now, goes to ``absent``.
        """
        source = self.keeper.force.sources[index]
        before = self._listed_before(start)
        self.frontier.add_list(start, source=index, start=start, depth=1)
        endless = False
        fruitful = fruitless = 0
        for count, row in enumerate(self.frontier.lists(index, start)):
            if self.limit is not None and self._entries() >= self.limit:
                self.limited = True
                break
            if count >= DEEPEST or fruitless > max(FRUITLESS, fruitful):
                endless = True
                break
            if await self._page(row, source, start):
                fruitful, fruitless = fruitful + 1, 0
            else:
                fruitless += 1
        rows = self.frontier.walked(index, start)
        found = sum(row.listing.get("found", 0) for row in rows)
        problems = _problems(rows)
        if endless:
            text = (
                f"{start}: expected the list to end, found more than {count} pages, the last"
                f" {fruitless} without a new entry; the others were not walked"
            )
            problems.append(_Problem(url=start, code="chain", text=text))
        if not found:
            problems = problems or [_nothing(start, rows)]
            if before and source.expect:
                self.starts.append(start)
                self._tell(problems)
            else:
                absent += problems
            return False
        self.starts.append(start)
        self._tell(_told(problems, start, self.notes))
        if not (self.limited or endless):
            self._tell(_gaps(rows))
        return True

    def _entries(self) -> int:
        return self.frontier.count("kind = 'page' AND seen = :round")

    def _listed_before(self, start: str) -> bool:
        """Whether an earlier round read this start as a list."""
        row = self.frontier.find(start)
        read = row is not None and row.digest is not None
        return read and self.frontier.round > 1

    async def _page(self, row: Row, source: Source, start: str) -> bool:
        """Walk one page; whether it showed an entry that no other page had, or one left out."""
        depth = row.listing["depth"]
        answer: Answer | None = None
        try:
            answer = await self.keeper.finder.list_page(row)
            page = Page(answer.body, answer.url, answer.headers.get("content-type"))
            listing = _with_header(platform_of(source).listing(source, page), answer)
        except (VisitError, PageError) as error:
            if error.code == "budget":
                raise
            text = str(error) if isinstance(error, PageError) else _unhad(row.url, error)
            facts = {"depth": depth, "code": error.code, "problem": text}
            answer = answer or getattr(error, "answer", None)
            self.keeper.list_failed(row, error.code, text, answer, listing=json.dumps(facts))
            return False
        digest = hashlib.sha256(
            "\n".join(sorted(address.key(entry.url) for entry in listing.entries)).encode()
        ).hexdigest()
        facts = {
            "depth": depth,
            "found": len(listing.entries),
            "left": listing.left_out,
            "total": listing.total,
            "pages": listing.pages,
        }
        again = self.frontier.same_list(row, digest) if listing.entries else None
        if again is not None:
            facts |= {"found": 0, "left": 0, "total": None, "pages": None, "repeats": again}
        answer = self.keeper.finder.reduced(row, answer)
        sha256 = await self.keeper.finder.store(answer.body)
        may_ask = self.keeper.visitor.may_ask
        with self.keeper.collection.transaction():
            added = [
                self.frontier.add_entry(entry, source=row.source)
                for entry in listing.entries
                if may_ask(entry.url) and not (entry.once and self.frontier.held(entry))
            ]
            self.frontier.add_furniture(listing.beside, source=row.source)
            stale = _stale(row, listing, fresh=any(added), again=again is not None)
            for url in self._further(row, listing, stale):
                if may_ask(url):
                    self.frontier.add_list(
                        url, source=row.source, start=start, depth=depth + 1, stale=stale
                    )
            self.frontier.touch()
            facts_ = json.dumps(facts)
            self.keeper.keep_list(row, answer, sha256, digest=digest, listing=facts_)
        return any(added) or listing.left_out > 0

    def _further(self, row: Row, listing: Listing, stale: int) -> tuple[str, ...]:
        """The list pages that a page leads to, unless those before it brought nothing for long."""
        if stale < STALE:
            return listing.more
        if any(self.frontier.find(url) is None for url in listing.more):
            self.notes.append(
                f"the list pages up to {row.url} brought nothing new; what follows was not walked"
            )
        return ()


def _with_header(listing: Listing, answer: Answer) -> Listing:
    """What a page holds, with the next page that its header names."""
    url = next_in(answer.headers.get("link", ""), answer.url)
    if url is None or url in listing.more or address.key(url) == address.key(answer.url):
        return listing
    return replace(listing, more=(url, *listing.more))


def _stale(row: Row, listing: Listing, *, fresh: bool, again: bool) -> int:
    """How stale the chain of pages is behind this one."""
    if fresh or listing.left_out:
        # What others publish in a shared list goes on for long, and ends.
        return 0
    return int(row.listing.get("stale", 0)) + (2 if again else not listing.entries)


def _nothing(start: str, rows: Iterable[Row]) -> _Problem:
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
    return _Problem(url=start, code="empty-list", text=text)


def _unhad(url: str, error: VisitError) -> str:
    if error.code in REFUSED:
        return (
            f"{url}: expected a list, found that {error}. The site is left alone: crawl it again"
            " another day, or bring its answers in with `foi import`."
        )
    return (
        f"{url}: expected a list, found that {error}. If the list has moved, give its address in"
        " the force's crawlers/forces/*.toml; else crawl again later."
    )


def _problems(rows: Iterable[Row]) -> list[_Problem]:
    """The problems of list pages; one that is empty is none where all is here that was said."""
    held = list(rows)
    total = max((row.listing.get("total") or 0 for row in held), default=0)
    found = sum(row.listing.get("found", 0) + row.listing.get("left", 0) for row in held)
    return [
        _Problem(url=row.url, code=row.listing["code"], text=row.listing["problem"])
        for row in held
        if "problem" in row.listing
        and not (row.listing["code"] == "empty-list" and 0 < total <= found)
    ]


def _told(problems: Iterable[_Problem], start: str, notes: list[str]) -> Iterator[_Problem]:
    """The problems but for topics and months without an entry, which are noted."""
    for problem in problems:
        if problem.code == "empty-list" and _list_of(problem.url) != _list_of(start):
            notes.append(f"no entry at {problem.url}")
        else:
            yield problem


def _gaps(rows: Iterable[Row]) -> Iterator[_Problem]:
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


def _chain(url: str, text: str) -> _Problem:
    return _Problem(url=url, code="chain", text=text)


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
