"""What is known of a force that has no answer: its log seen or not, and over which period."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from collection.collection import Collection
from mosaic.position import AbsentName


@dataclass(frozen=True, slots=True)
class Known:
    """What can be said of a force without an answer, and why, in words."""

    position: AbsentName
    message: str


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day of some letters; ``None`` where none has a date."""

    first: str | None
    last: str | None

    @classmethod
    def of(cls, days: Iterable[str | None]) -> "Period":
        """The period of these days."""
        known = sorted(day for day in days if day)
        return cls(known[0], known[-1]) if known else cls(None, None)

    def __str__(self) -> str:
        days = dict.fromkeys(day for day in (self.first, self.last) if day)
        return " to ".join(days) or "no date is known"

    def may_hold(self, published: str | None) -> bool:
        """Whether an entry that was published on a day can answer a request of the period.

        A log may date its entries by the request or by the answer, and publish late.
        """
        if published is None or self.first is None or self.last is None:
            return True
        return _years(self.first, -1) <= published <= _years(self.last, 2)


class Coverage:
    """The crawls and captures of a collection, held against the period of some letters.

    What is known of a force is read once, for all periods.
    """

    def __init__(self, collection: Collection) -> None:
        self.db = collection.db
        self._seen: dict[tuple[str, Period], Known] = {}
        self._read: dict[tuple[str, str], list[sqlite3.Row]] = {}

    def absent(self, force: str, period: Period) -> Known:
        """What is known of a force without an answer in the period."""
        if (force, period) not in self._seen:
            self._seen[force, period] = self._known(force, period)
        return self._seen[force, period]

    def _known(self, force: str, period: Period) -> Known:
        crawl = self._row(
            """SELECT ended, result FROM crawl WHERE force = ? AND ended IS NOT NULL
               ORDER BY round DESC LIMIT 1""",
            force,
        )
        if crawl is None:
            return Known("not-crawled", self._never(force))
        day = crawl["ended"][:10]
        result: dict[str, Any] = json.loads(crawl["result"] or "{}")
        waiting = self._waiting(force, period)
        said = f": {result['message']}" if result.get("message") else ""
        if waiting["blocked"] or result.get("blocked"):
            many = waiting["blocked"] or result["blocked"]
            return Known(
                "blocked", f"its site refused the crawler {_many(many, 'time')} by {day}{said}"
            )
        if not result.get("entries"):
            # A log without an entry is more likely one that was not understood.
            return Known("not-crawled", f"no entry was found in its log on {day}{said}")
        if waiting["pending"] or waiting["failed"] or not result.get("complete"):
            left = waiting["pending"] + waiting["failed"]
            left_ = f"; not fetched: {left} of its entries and files" if left else ""
            return Known(
                "not-crawled", f"its log was not crawled to its end on {day}{left_}{said}"
            )
        if period.last and day < period.last:
            return Known(
                "not-crawled", f"its log was last crawled on {day}, within the period ({period})"
            )
        if unread := self._unread(force, period):
            return Known(
                "unreadable",
                f"{_many(unread, 'document')} of its log could not be read, and the answer may be"
                " there; see `foi failures`",
            )
        if gone := self._gone(force, period):
            return Known(
                "gone",
                f"taken down before they were seen: {_many(gone, 'entry', 'entries')} of its log",
            )
        return Known("not-found", self._none(force, period, day, result))

    def _never(self, force: str) -> str:
        row = self._row(
            """SELECT count(*) AS n FROM capture
               WHERE force = ? AND how != 'live' AND state = 'ok'""",
            force,
        )
        held = row["n"] if row else 0
        were = "was" if held == 1 else "were"
        more = f"; {_many(held, 'file')} of it {were} imported" if held else ""
        return f"its log was not crawled{more}: `foi crawl {force}`"

    def _none(self, force: str, period: Period, day: str, result: dict[str, Any]) -> str:
        row = self._row(
            "SELECT min(published) AS first, max(published) AS last FROM capture WHERE force = ?",
            force,
        )
        reach = Period(row["first"], row["last"]) if row else Period(None, None)
        dated = f", dated {reach}" if reach.first else ""
        entries = _many(result.get("entries", 0), "entry", "entries")
        return (
            f"its log ({entries}{dated}) was crawled on {day} and holds no such answer in the"
            f" period ({period}); whether it was asked is not known"
        )

    def _waiting(self, force: str, period: Period) -> dict[str, int]:
        """Entries and files, and those that refused or failed, that could hold the answer."""
        rows = self._rows(
            """SELECT state, published, count(*) AS n FROM frontier
               WHERE force = ? AND kind != 'list' AND state IN ('pending', 'blocked', 'failed')
               GROUP BY state, published""",
            force,
        )
        found = {"pending": 0, "blocked": 0, "failed": 0}
        for row in rows:
            found[row["state"]] += row["n"] * period.may_hold(row["published"])
        return found

    def _unread(self, force: str, period: Period) -> int:
        rows = self._rows(
            """SELECT published, count(DISTINCT capture.url) AS n FROM capture
               LEFT JOIN disposition ON disposition.capture = capture.id
               WHERE capture.force = ? AND capture.state = 'ok'
                 AND kind NOT IN ('list', 'decision')
                 AND coalesce(disposition.state, 'pending') NOT IN ('read', 'non-response')
               GROUP BY published""",
            force,
        )
        return sum(row["n"] * period.may_hold(row["published"]) for row in rows)

    def _gone(self, force: str, period: Period) -> int:
        rows = self._rows(
            """SELECT url, max(published) AS published FROM capture
               WHERE force = ? AND state = 'gone'
                 AND url NOT IN (SELECT url FROM capture WHERE sha256 IS NOT NULL)
               GROUP BY url""",
            force,
        )
        return sum(period.may_hold(row["published"]) for row in rows)

    def _row(self, query: str, force: str) -> sqlite3.Row | None:
        return next(iter(self._rows(query, force)), None)

    def _rows(self, query: str, force: str) -> list[sqlite3.Row]:
        if (query, force) not in self._read:
            self._read[query, force] = self.db.execute(query, (force,)).fetchall()
        return self._read[query, force]


def _many(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def _years(day: str, years: int) -> str:
    """The day so many years on; the 29th of February sorts where it belongs all the same."""
    return f"{int(day[:4]) + years:04d}{day[4:]}"
