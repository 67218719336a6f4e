"""One force's crawl, from its lists to the last attachment: what is asked, in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from collection.collection import Collection
from crawlers.archive import HOST
from crawlers.errand import Errand
from crawlers.force import Force
from crawlers.frontier import Frontier, Row
from crawlers.keeping import Keeper
from crawlers.lists import ListWalk
from crawlers.order import Due, in_order
from crawlers.result import CrawlResult
from crawlers.storing import Store
from crawlers.visit import VisitError, Visitor
from crawlers.warc import Recorder

STOP_AFTER_BLOCKED = 5
"""Refusals in a row after which a site is left alone for this crawl."""
STOP_AFTER_FAILED = 20
"""Failures in a row after which a site is taken to be down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the operator asks of a crawl.

    Attributes:
        since: ISO date; entries that their list dates before it are not asked for.
        limit: Entries asked for; ``None`` for all.
        recheck: Ask for everything again, and in full.
        recheck_days: After so many days what came without a validator is asked for again.
    """

    since: str | None = None
    limit: int | None = None
    recheck: bool = False
    recheck_days: int = 30


Tell = Callable[[str, Callable[[], tuple[int, int]]], None]
"""Told the force, and how to count what was asked for and what is known, if that is wanted."""


class Walk:
    """The crawl of one force, at its own sites or, by another ledger, elsewhere."""

    def __init__(
        self,
        collection: Collection,
        force: Force,
        visitor: Visitor,
        wishes: Wishes,
        *,
        run: int,
        tell: Tell,
        ledger: str | None = None,
        recorder: Recorder | None = None,
        store: Store | None = None,
    ) -> None:
        self.force = force
        self.wishes = wishes
        self.tell = tell
        self.frontier = Frontier(collection.db, ledger or force.slug)
        errand = Errand(
            collection=collection,
            force=force,
            frontier=self.frontier,
            visitor=visitor,
            store=store or Store(collection.blobs),
        )
        self.keeper = Keeper(errand, run=run, recorder=recorder)
        self.lists = ListWalk(self.keeper, limit=wishes.limit)
        before = datetime.now(UTC) - timedelta(days=wishes.recheck_days)
        self.due = Due(
            recheck=wishes.recheck,
            # A snapshot never changes.
            before=""
            if force.hosts == (HOST,)
            else before.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            since=wishes.since,
        )
        self.problems: list[str] = []

    async def run(self) -> CrawlResult:
        """Walk the lists, then ask for what is due, then for what has left the lists."""
        paused = False
        try:
            await self._walk()
        except VisitError as error:
            if error.code != "budget":
                raise
            paused = True
            self.problems.append(
                f"{error}; what is still to be fetched stays in the collection, and the crawl of"
                " the next night goes on with it (setting `budget`)"
            )
        return self._conclude(paused=paused)

    async def _walk(self) -> None:
        await self.lists.run()
        self.frontier.settle_twins()
        self.frontier.hold_attachments()
        stopped = await self._ask(in_order(self.frontier, self.due), limited=True)
        if self.keeper.missing and not (stopped or self.lists.problems or self.lists.limited):
            # What was taken off a list while it was walked moved what followed.
            await self.lists.look_again()
            stopped = await self._ask(in_order(self.frontier, self.due), limited=True)
        if not (stopped or self.lists.problems or self.lists.limited):
            stopped = await self._ask(self.frontier.vanished(), limited=False)
            if not stopped:
                # What is gone from one address may still stand at another.
                await self._ask(in_order(self.frontier, self.due), limited=True)

    async def _ask(self, rows: Iterable[Row], *, limited: bool) -> bool:
        """Ask for addresses in turn; whether the site had to be left before the end."""
        blocked = failed = 0
        left = self.wishes.limit
        for row in rows:
            if limited and left is not None and row.kind == "page":
                if left == 0:
                    self.lists.limited = True
                    return False
                left -= 1
            outcome = await self.keeper.visit(row, full=self.wishes.recheck)
            self.tell(self.force.slug, self._progress)
            blocked = blocked + 1 if outcome == "blocked" else 0
            failed = failed + 1 if outcome == "failed" else 0
            if (
                blocked >= STOP_AFTER_BLOCKED
                or failed >= STOP_AFTER_FAILED
                or self.keeper.finder.down
            ):
                how = "refuses" if blocked else "does not answer as it should"
                self.problems.append(
                    f"the site {how} ({self.keeper.last_message}); it is left alone for now, what"
                    " is still to be fetched stays in the collection for the next crawl"
                )
                return True
        return False

    def _progress(self) -> tuple[int, int]:
        asked = self._count("checked = :round AND kind != 'list'")
        return asked, self._count("seen = :round AND kind != 'list'")

    def _count(self, where: str) -> int:
        return self.frontier.count(f"({where}) AND state NOT IN ('twin', 'waiting', 'erased')")

    def _conclude(self, *, paused: bool) -> CrawlResult:
        entries = self._count("kind = 'page' AND seen = :round")
        attachments = self._count("kind = 'attachment' AND seen = :round")
        counts = {
            outcome: self._count(f"kind != 'list' AND checked = :round AND outcome = '{outcome}'")
            for outcome in ("new", "changed", "unchanged", "gone", "blocked", "failed")
        }
        resting = self._count(
            "kind != 'list' AND seen = :round AND checked IS NOT :round AND state = 'done'"
        )
        counts["unchanged"] += resting
        counts["blocked"] += self.lists.blocked
        counts["failed"] += self.lists.failed
        problems = [*self.lists.problems, *self.problems]
        if not (self.lists.limited or problems):
            self.problems += self._too_few(entries)
            problems += self.problems
        whole = not (problems or counts["failed"] or counts["blocked"])
        result = CrawlResult(
            force=self.force.slug,
            entries=entries,
            attachments=attachments,
            complete=whole and not self.lists.limited,
            message=self._message(problems, counts, resting),
            problems=(*problems, *self.keeper.lost),
            **counts,
        )
        start = next(iter(self.force.addresses))
        self.keeper.conclude([*self.lists.broken, *self.problems], start)
        if paused:
            self.frontier.touch()
        else:
            self.frontier.end(complete=result.complete, entries=entries, result=result.contract())
        return result

    def _too_few(self, entries: int) -> list[str]:
        """What is said when a log that was walked to its end is shorter than can be believed."""
        expected = sum(source.expect for source in self.lists.used)
        last = self.frontier.last_entries()
        ways = (
            f"If the log is that short, lower `expect` in crawlers/forces/{self.force.slug}.toml;"
            " if its list was redesigned, adapt the platform module."
        )
        where = ", ".join(self.lists.starts)
        if entries < expected:
            return [f"{where}: expected at least {expected} entries, found {entries}. {ways}"]
        if last >= 10 and entries < last / 2 and not self.wishes.recheck:
            return [
                f"{where}: expected about {last} entries, as in the last complete crawl, found"
                f" {entries}. {ways} If it was emptied on purpose, crawl it with --recheck."
            ]
        return []

    def _message(self, problems: list[str], counts: dict[str, int], resting: int) -> str | None:
        said = list(problems)
        for outcome, words in (("failed", "could not be fetched"), ("blocked", "were refused")):
            if counts[outcome] and not problems:
                said.append(f"{counts[outcome]} {words}; see `foi failures`")
        if self.keeper.missing:
            said.append(f"{self.keeper.missing} that are linked to are not there")
        if self.keeper.live:
            said.append(f"{self.keeper.live} snapshots were left: the site itself gave these")
        if self.keeper.kept_out:
            said.append(f"{self.keeper.kept_out} files are kept out of reach by robots.txt")
        if self.keeper.aside:
            said.append(f"{self.keeper.aside} pages beside the list are no disclosures")
        if self.lists.limited:
            said.append("stopped at --limit")
        said += self.lists.notes
        if resting:
            said.append(
                f"{resting} came without a validator and are not due to be asked for again"
            )
        if any(source.unverified for source in self.force.sources):
            said.append("nobody has verified the address of this log")
        return "; ".join(said) or None
