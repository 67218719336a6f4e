"""The frontier: what a force's crawl still has to fetch, a table that survives any kill."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from collection.catalogue import now
from crawlers.address import key
from crawlers.platform import Entry

FrontierKind = Literal["list", "page", "attachment"]
RESUMED = timedelta(hours=36)
"""A round that was killed longer ago, or left at a night's budget and not gone on with in the
next, is not gone on with: its lists have aged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address of the frontier; its columns are described in ``collection/schema.sql``."""

    id: int
    force: str
    key: str
    url: str
    kind: FrontierKind
    source: int
    parent: str | None
    listing: Mapping[str, Any]
    published: str | None
    twin: str | None
    state: str
    due: int
    seen: int | None
    checked: int | None
    outcome: str | None
    tries: int
    etag: str | None
    last_modified: str | None
    digest: str | None
    asked: str | None


class Frontier:
    """The frontier of one force in one round of its crawl."""

    def __init__(self, db: sqlite3.Connection, force: str) -> None:
        self.db = db
        self.force = force
        self.round = self._open()

    def _open(self) -> int:
        row = self.db.execute(
            "SELECT round, touched, ended FROM crawl WHERE force = ? ORDER BY round DESC LIMIT 1",
            (self.force,),
        ).fetchone()
        if row and row["ended"] is None and _age(row["touched"]) < RESUMED:
            return int(row["round"])
        number = int(row["round"]) + 1 if row else 1
        self.db.execute(
            "INSERT INTO crawl (force, round, started, touched) VALUES (?, ?, ?, ?)",
            (self.force, number, now(), now()),
        )
        return number

    def touch(self) -> None:
        """Note that the round is under way."""
        self._run("UPDATE crawl SET touched = :now WHERE force = :force AND round = :round")

    def end(self, *, complete: bool, entries: int, result: Mapping[str, Any]) -> None:
        """End the round."""
        self._run(
            "UPDATE crawl SET ended = :now, complete = :complete, entries = :entries,"
            " result = :result WHERE force = :force AND round = :round",
            complete=complete,
            entries=entries,
            result=json.dumps(result, ensure_ascii=False),
        )

    def last_entries(self) -> int:
        """How many entries the last complete round listed; 0 if there was none."""
        row = self._run(
            "SELECT entries FROM crawl WHERE force = :force AND round < :round AND complete"
            " ORDER BY round DESC LIMIT 1"
        ).fetchone()
        return int(row["entries"]) if row else 0

    def add_list(self, url: str, *, source: int, start: str, depth: int, stale: int = 0) -> None:
        """A list page to walk in this round, unless the round has it already.

        Args:
            url: Its address.
            source: Which of the force's sources.
            start: The address at which the list began.
            depth: How many pages from there, the first being 1.
            stale: How many pages before it, in a row, showed nothing but what others showed.
        """
        self._run(
            """INSERT INTO frontier (force, key, url, kind, source, parent, listing, seen)
               VALUES (:force, :key, :url, 'list', :source, :start, :listing, :round)
               ON CONFLICT (force, key) DO UPDATE SET state = 'pending', source = excluded.source,
                 url = excluded.url, parent = excluded.parent, listing = excluded.listing,
                 seen = excluded.seen
               WHERE kind = 'list' AND seen IS NOT excluded.seen""",
            key=key(url),
            url=url,
            source=source,
            start=key(start),
            listing=json.dumps({"depth": depth, "stale": stale}),
        )

    def lists(self, source: int, start: str) -> Iterator[Row]:
        """The list pages of one start that this round has still to walk, nearest first."""
        while rows := self.rows(
            """kind = 'list' AND source = :source AND parent = :start AND seen = :round
               AND state = 'pending' AND checked IS NOT :round
               ORDER BY listing ->> 'depth', id LIMIT 1""",
            source=source,
            start=key(start),
        ):
            yield from rows

    def same_list(self, row: Row, digest: str) -> int | None:
        """The depth of another page of the same list that showed the very same entries."""
        rows = self.rows(
            """kind = 'list' AND parent = :start AND digest = :digest AND id != :id
               AND seen = :round AND checked = :round AND listing ->> 'found' > 0 LIMIT 1""",
            start=row.parent,
            digest=digest,
            id=row.id,
        )
        return int(rows[0].listing["depth"]) if rows else None

    def walk_again(self, source: int, start: str) -> None:
        """Walk the list pages of one start once more in this round."""
        self._run(
            """UPDATE frontier SET state = 'pending', checked = NULL
               WHERE force = :force AND kind = 'list' AND source = :source AND parent = :start
                 AND seen = :round""",
            source=source,
            start=key(start),
        )

    def settle(self, row: Row) -> None:
        """Note of the first page of a list that the list is walked, whole as it is."""
        self._run(
            "UPDATE frontier SET listing = json_set(listing, '$.settled', 1) WHERE id = :id",
            id=row.id,
        )

    def walked(self, source: int, start: str) -> list[Row]:
        """The list pages of one start that this round has walked."""
        return self.rows(
            """kind = 'list' AND source = :source AND parent = :start AND seen = :round
               AND checked = :round ORDER BY id""",
            source=source,
            start=key(start),
        )

    def add_entry(self, entry: Entry, *, source: int) -> bool:
        """An entry that a list of this round shows; whether no list of it showed it before."""
        facts = asdict(entry)
        known = self.find(entry.url)
        if known is not None and known.kind == "page" and known.seen == self.round:
            if entry.doubtful and not known.listing.get("doubtful"):
                return False
            fresh = False
        else:
            fresh = True
        self._run(
            """INSERT INTO frontier
                 (force, key, url, kind, source, listing, published, twin, state, seen)
               VALUES (:force, :key, :url, 'page', :source, :listing, :published, :twin, :state,
                       :round)
               ON CONFLICT (force, key) DO UPDATE SET
                 due = due OR listing != excluded.listing, kind = 'page',
                 listing = excluded.listing, published = excluded.published,
                 twin = excluded.twin, seen = excluded.seen,
                 state = CASE WHEN state = 'gone' AND seen IS NOT excluded.seen
                                OR outcome IN ('furniture', 'aside')
                              THEN 'pending' ELSE state END,
                 outcome = CASE WHEN outcome IN ('furniture', 'aside') THEN NULL ELSE outcome END
               WHERE kind = 'page' OR outcome = 'furniture'""",
            key=key(entry.url),
            url=entry.url,
            source=source,
            listing=json.dumps(facts, ensure_ascii=False, sort_keys=True),
            published=entry.published or entry.updated,
            twin=entry.twin,
            state="waiting" if entry.second else "pending",
        )
        return fresh

    def held(self, entry: Entry) -> bool:
        """Whether an entry with the same twin stands here under another address."""
        own = key(entry.url)
        return bool(
            self.count("kind = 'page' AND twin = :twin AND key != :own", twin=entry.twin, own=own)
        )

    def add_attachments(self, urls: Iterable[str], page: Row, *, changed: bool) -> None:
        """The files that a page shows in this round.

        A file's parent is the first page that shows it; the others stand in its ``listing``, as
        ``also``. Those of a page that changed are asked for again, whenever they were asked for
        last.
        """
        if changed:
            self._run(
                """UPDATE frontier SET listing = json_patch(listing, :none)
                   WHERE force = :force AND kind = 'attachment'
                     AND json_type(listing, '$.also') IS NOT NULL
                     AND EXISTS (SELECT 1 FROM json_each(listing, '$.also') AS page
                                 WHERE page.key = :page)""",
                none=json.dumps({"also": {page.key: None}}),
                page=page.key,
            )
        for url in urls:
            self._run(
                """INSERT INTO frontier (force, key, url, kind, source, parent, seen)
                   VALUES (:force, :key, :url, 'attachment', :source, :parent, :round)
                   ON CONFLICT (force, key) DO UPDATE SET seen = excluded.seen,
                     due = due OR (:changed AND checked IS NOT :round),
                     listing = CASE WHEN parent IS excluded.parent THEN listing
                                    ELSE json_patch(listing, :also) END,
                     state = CASE WHEN state = 'gone' AND seen IS NOT excluded.seen
                                  THEN 'pending' ELSE state END
                   WHERE kind = 'attachment'""",
                key=key(url),
                url=url,
                source=page.source,
                parent=page.key,
                changed=changed,
                also=json.dumps({"also": {page.key: self.round}}),
            )

    def add_furniture(self, urls: Iterable[str], *, source: int) -> None:
        """Files that are the site's own: no entry's, whatever page shows them."""
        for url in urls:
            self._run(
                """INSERT INTO frontier (force, key, url, kind, source, seen, state, outcome)
                   VALUES (:force, :key, :url, 'attachment', :source, :round, 'twin', 'furniture')
                   ON CONFLICT (force, key) DO UPDATE SET state = 'twin', outcome = 'furniture'
                   WHERE kind = 'attachment' AND state = 'pending'""",
                key=key(url),
                url=url,
                source=source,
            )

    def no_furniture(self, urls: Iterable[str]) -> None:
        """Files that were taken for the site's own and are an entry's after all."""
        for url in urls:
            self._run(
                """UPDATE frontier SET state = 'pending', outcome = NULL
                   WHERE force = :force AND key = :key AND outcome = 'furniture'
                     AND parent IS NOT NULL""",
                key=key(url),
            )

    def hold_attachments(self) -> None:
        """Take it that every known page still shows the files that it showed."""
        self._run(
            """UPDATE frontier SET seen = :round WHERE force = :force AND kind = 'attachment'
               AND parent IN (SELECT page.key FROM frontier AS page WHERE page.force = :force
                 AND page.kind = 'page' AND page.seen = :round AND page.checked IS NOT :round)"""
        )

    def settle_twins(self) -> None:
        """Leave Welsh entries alone where the English one is known; ask for the others."""
        self._run(
            """UPDATE frontier SET state = CASE WHEN EXISTS (
                 SELECT 1 FROM frontier AS english WHERE english.force = :force
                   AND english.twin = frontier.twin AND english.kind = 'page'
                   AND english.state NOT IN ('waiting', 'twin')
                   AND english.listing ->> 'second' = 0)
               THEN 'twin' ELSE 'pending' END
               WHERE force = :force AND state = 'waiting'"""
        )

    def alias(self, url: str, *, of: str) -> None:
        """An address is another name of the entry with this key: it is not asked for as well."""
        if key(url) == of:
            return
        self._run(
            """INSERT INTO frontier (force, key, url, kind, parent, state)
               VALUES (:force, :key, :url, 'page', :parent, 'twin')
               ON CONFLICT (force, key) DO UPDATE SET state = 'twin'
               WHERE kind = 'page' AND state IN ('waiting', 'pending')
                 AND listing ->> 'second' = 1""",
            key=key(url),
            url=url,
            parent=of,
        )

    def free_twins(self, row: Row) -> None:
        """An entry is gone: where a list still shows it at another address, that is asked."""
        self._run(
            """UPDATE frontier SET state = 'pending', parent = NULL, checked = NULL
               WHERE force = :force AND parent = :key AND kind = 'page' AND state = 'twin'
                 AND seen = :round""",
            key=row.key,
        )

    def url_of(self, key: str | None) -> str | None:
        """The address under a key."""
        rows = self.rows("key = :key", key=key)
        return rows[0].url if rows else None

    def find(self, url: str) -> Row | None:
        """The row of an address."""
        rows = self.rows("key = :key", key=key(url))
        return rows[0] if rows else None

    def listed(self) -> Iterator[tuple[int, str, str]]:
        """Number, address and state of every entry that this round's lists show, by number."""
        cursor = self._run(
            "SELECT id, url, state FROM frontier WHERE force = :force AND kind = 'page'"
            " AND seen = :round AND state NOT IN ('twin', 'erased', 'waiting') ORDER BY id"
        )
        return map(tuple, cursor)

    def vanished(self) -> Iterator[Row]:
        """Entries and files that no list or page of this round shows any more."""
        last = 0
        while rows := self.rows(
            """kind IN ('page', 'attachment') AND seen IS NOT :round AND checked IS NOT :round
               AND state IN ('done', 'pending', 'failed', 'blocked') AND id > :after
               ORDER BY id LIMIT 1""",
            after=last,
        ):
            last = rows[0].id
            yield rows[0]

    def mark(self, row: Row, **columns: object) -> None:
        """Write what this round found about an address."""
        columns = {"checked": self.round, "asked": now(), **columns}
        sets = ", ".join(f"{name} = :{name}" for name in columns)
        self._run(f"UPDATE frontier SET {sets} WHERE id = :id", id=row.id, **columns)  # noqa: S608

    def count(self, where: str, **values: object) -> int:
        """How many addresses of the force satisfy a condition."""
        found = self._run(
            f"SELECT count(*) FROM frontier WHERE force = :force AND {where}",  # noqa: S608
            **values,
        ).fetchone()
        return int(found[0])

    def rows(self, where: str, **values: object) -> list[Row]:
        """The addresses of the force that satisfy a condition; ``:round`` is the present one."""
        cursor = self._run(
            f"SELECT * FROM frontier WHERE force = :force AND {where}",  # noqa: S608
            **values,
        )
        return [_row(row) for row in cursor]

    def _run(self, sql: str, **values: object) -> sqlite3.Cursor:
        values["force"], values["round"] = self.force, self.round
        if ":now" in sql:
            values["now"] = now()
        return self.db.execute(sql, values)


def last_crawls(db: sqlite3.Connection) -> dict[str, tuple[str, bool]]:
    """By force: when its last ended round ended, and whether that was complete."""
    rows = db.execute(
        """SELECT force, ended, complete FROM crawl WHERE ended IS NOT NULL
           ORDER BY force, round"""
    )
    return {row["force"]: (row["ended"], bool(row["complete"])) for row in rows}


def _row(row: sqlite3.Row) -> Row:
    values = dict(row)
    values["listing"] = json.loads(values["listing"])
    return Row(**values)


def _age(moment: str) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(moment)
