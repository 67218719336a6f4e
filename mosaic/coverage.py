"""What is known of a force that has no answer: its log seen or not, and over which period."""

import sqlite3

from collection.collection import Collection
from mosaic.position import Position


class Coverage:
    """The crawls and captures of a collection, held against the period of some letters.

    Args:
        collection: An open collection.
        first: ISO date of the first letter; ``None`` where no letter has a date.
        last: ISO date of the last.
    """

    def __init__(self, collection: Collection, *, first: str | None, last: str | None) -> None:
        self.db = collection.db
        self.period = (first, last)

    def absent(self, force: str) -> Position:
        """The row of a force without an answer, with the reason in words."""
        name, message = self._known(force)
        return Position(question=None, force=force, position=name, message=message)

    def _known(self, force: str) -> tuple[str, str]:
        last = self._row(
            """SELECT state, fetched, message FROM capture
               WHERE force = ? AND how != 'import' AND kind = 'list' ORDER BY id DESC LIMIT 1""",
            force,
        )
        if last is None:
            imported = self._count("how = 'import' AND state = 'ok'", force)
            more = f"; {imported} files of it were imported" if imported else ""
            return "not-crawled", f"its log was not crawled{more}: `foi crawl {force}`"
        day = last["fetched"][:10]
        if last["state"] == "blocked":
            return "blocked", f"its site refused the crawler on {day}: {last['message']}"
        if last["state"] not in ("ok", "unchanged"):
            return "not-crawled", f"its log could not be walked on {day}: {last['message']}"
        unread = self._row(
            """SELECT count(DISTINCT capture.url) AS n FROM capture
               LEFT JOIN disposition ON disposition.capture = capture.id
               WHERE capture.force = ? AND capture.state = 'ok' AND kind != 'list'
                 AND coalesce(disposition.state, 'pending') NOT IN ('read', 'non-response')""",
            force,
        )
        if unread is not None and unread["n"]:
            return "unreadable", (
                f"{unread['n']} documents of its log could not be read, and the answer may be"
                " among them; see `foi failures`"
            )
        gone = self._row(
            """SELECT count(DISTINCT url) AS n FROM capture WHERE force = ? AND state = 'gone'
               AND url NOT IN (SELECT url FROM capture WHERE state = 'ok')""",
            force,
        )
        if gone is not None and gone["n"]:
            return "gone", f"{gone['n']} entries of its log were taken down before they were seen"
        since = self._row("SELECT min(published) AS first FROM capture WHERE force = ?", force)
        entries = self._count("kind = 'page' AND state = 'ok'", force)
        period = " to ".join(day for day in self.period if day) or "no date"
        first = since["first"] if since else None
        reach = f", the oldest dated {first}" if first else ""
        return "not-found", (
            f"its log ({entries} entries{reach}) was crawled on {day} and holds no such answer"
            f" ({period}); whether it was asked is not known"
        )

    def _row(self, query: str, force: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.db.execute(query, (force,)).fetchone()
        return row

    def _count(self, where: str, force: str) -> int:
        row = self._row(f"SELECT count(*) AS n FROM capture WHERE force = ? AND {where}", force)  # noqa: S608
        return int(row["n"]) if row else 0
