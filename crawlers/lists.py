"""The lists of a force walked to their ends, each page once, with everything wrong named."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from crawlers import address
from crawlers.answer import Answer
from crawlers.finding import REFUSED
from crawlers.force import Source
from crawlers.frontier import Row
from crawlers.gaps import Problem, gaps, nothing, problems_of, told, unhad
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
WALKS = 3
"""Walks of a list that changes while it is walked."""
LONG_WALK = timedelta(seconds=30)
"""After a walk of a list that took longer it is looked at whether the list is still the same."""
_NOT_THERE = frozenset(("missing", "unreachable"))
_NOT_THE_LIST = _NOT_THERE | {"empty-list", "apology", "redirects", "foreign"}


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
        self.frontier = keeper.errand.frontier
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
        nowhere: list[Problem] = []
        for index, source in enumerate(self.keeper.errand.force.sources):
            listed = False
            absent: list[Problem] = []
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

    async def look_again(self) -> None:
        """Walk those lists anew that have changed since they were walked."""
        for index, source in enumerate(self.keeper.errand.force.sources):
            for start in (*source.addresses, *source.otherwise):
                if start in self.starts and await self._moved(index, start):
                    self.frontier.walk_again(index, start)
                    await self._pages(index, start)

    def _tell(self, problems: Iterable[Problem], *, mere: frozenset[str] = frozenset()) -> None:
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
                self.keeper.errand.collection.failures.clear("crawl", problem.url)
                continue
            self.problems.append(problem.text)
            if problem.code == "chain":
                self.broken.append(problem.text)
            self.blocked += problem.code in REFUSED
            self.failed += problem.code not in REFUSED and problem.code != "chain"

    async def _start(self, index: int, start: str, absent: list[Problem]) -> bool:
        """Walk from one address; whether it listed an entry.

        A place that never listed anything, and lists nothing now, goes to ``absent``.
        """
        source = self.keeper.errand.force.sources[index]
        before = self._listed_before(start)
        self.frontier.add_list(start, source=index, start=start, depth=1)
        endless, count, fruitless = await self._pages(index, start)
        for _ in range(WALKS - 1):
            if endless or self.limited or not _may_have_moved(self.frontier.walked(index, start)):
                break
            if not await self._moved(index, start):
                break
            self.frontier.walk_again(index, start)
            endless, count, fruitless = await self._pages(index, start)
        rows = self.frontier.walked(index, start)
        found = sum(row.listing.get("found", 0) for row in rows)
        problems = problems_of(rows)
        if endless:
            text = (
                f"{start}: expected the list to end, found more than {count} pages, the last"
                f" {fruitless} without a new entry; the others were not walked"
            )
            problems.append(Problem(url=start, code="chain", text=text))
        if not found:
            problems = problems or [nothing(start, rows)]
            if before and source.expect:
                self.starts.append(start)
                self._tell(problems)
            else:
                absent += problems
            return False
        self.starts.append(start)
        self._tell(told(problems, start, self.notes))
        if not (self.limited or endless):
            self._tell(gaps(rows))
        return True

    async def _pages(self, index: int, start: str) -> tuple[bool, int, int]:
        """Walk what is left of a list: whether it does not end, after how many pages.

        The last figure is how many of these in a row brought nothing.
        """
        source = self.keeper.errand.force.sources[index]
        fruitful = fruitless = count = 0
        for count, row in enumerate(self.frontier.lists(index, start)):
            if self.limit is not None and self._entries() >= self.limit:
                self.limited = True
                break
            if count >= DEEPEST or fruitless > max(FRUITLESS, fruitful):
                return True, count, fruitless
            if await self._page(row, source, start):
                fruitful, fruitless = fruitful + 1, 0
            else:
                fruitless += 1
        return False, count, fruitless

    async def _moved(self, index: int, start: str) -> bool:
        """Whether a list of several pages is another than when its walk began.

        What is added on top moves an entry to the next page, where it is seen twice; what is taken
        out moves one to a page that was read already, where it is not seen at all.
        """
        rows = self.frontier.walked(index, start)
        row = next((one for one in rows if one.listing["depth"] == 1), None)
        if len(rows) < 2 or row is None or not row.digest or row.listing.get("settled"):
            return False
        source = self.keeper.errand.force.sources[index]
        try:
            answer = await self.keeper.finder.list_page(row)
            page = Page(answer.body, answer.url, answer.headers.get("content-type"))
            if _digest(platform_of(source).listing(source, page)) != row.digest:
                return True
        except (VisitError, PageError) as error:
            if error.code == "budget":
                raise
        self.frontier.settle(row)
        return False

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
            text = str(error) if isinstance(error, PageError) else unhad(row.url, error)
            facts = {"depth": depth, "code": error.code, "problem": text}
            answer = answer or getattr(error, "answer", None)
            self.keeper.list_failed(row, error.code, text, answer, listing=json.dumps(facts))
            return False
        digest = _digest(listing)
        facts = {
            "depth": depth,
            "found": len(listing.entries),
            "left": listing.left_out,
            "total": listing.total,
            "pages": listing.pages,
            "known": 0,
        }
        again = self.frontier.same_list(row, digest) if listing.entries else None
        if again is not None:
            facts |= {"found": 0, "left": 0, "total": None, "pages": None, "repeats": again}
        answer = self.keeper.finder.reduced(row, answer)
        sha256 = await self.keeper.errand.store.put(answer.body)
        may_ask = self.keeper.errand.visitor.may_ask
        with self.keeper.errand.collection.transaction():
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
            facts["known"] = len(added) - sum(added)
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


def _may_have_moved(rows: Iterable[Row]) -> bool:
    """Whether pages of one list repeat each other's entries or disagree, or lie far apart."""
    held = list(rows)
    times = sorted(datetime.fromisoformat(row.asked) for row in held if row.asked)
    said = {(row.listing.get("total"), row.listing.get("pages")) for row in held}
    return (
        any(row.listing.get("known") for row in held)
        or len(said) > 1
        or times[-1] - times[0] > LONG_WALK
    )


def _digest(listing: Listing) -> str:
    """Of the entries that a page shows, in whatever order."""
    keys = sorted(address.key(entry.url) for entry in listing.entries)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


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
