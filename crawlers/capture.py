"""A capture: one fetch of one address, or one file brought in, and the table that keeps them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from crawlers.decision import sections_of

CaptureState = Literal["ok", "unchanged", "gone", "blocked", "failed"]
How = Literal["live", "archive", "import"]
Kind = Literal["list", "page", "attachment", "file", "decision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One fetch, with or without bytes.

    The same bytes are stored once; the same address with new bytes is a new capture; an address
    that stops answering is a capture without bytes.

    Attributes:
        id: Number in the catalogue; 0 before it is kept.
        url: As asked for. For an import, ``file:`` and the name under the imported path.
        final_url: After redirects.
        fetched: ISO 8601 in UTC.
        status: HTTP status; ``None`` for an import or where no answer came.
        media_type: As served. Extraction decides by content.
        sha256: Of the bytes; ``None`` where there are none.
        state: ``unchanged`` is a conditional request answered 304, or the same bytes again.
        kind: ``list`` pages are kept as evidence of what a log held; they hold no response. A
            ``decision`` is a regulator's notice about the force, or its file: no response either.
        force: Slug of the force whose log it came from; a prior for who answers, not proof.
        title: The listing's own title, like ``published``, ``reference`` and ``category``.
        published: ISO date as the listing gives it.
        labels: What the publisher states about the entry, by its own labels ("Decision").
        parent: Address of the page that it hangs from.
        message: Why there are no bytes.
    """

    id: int = 0
    url: str
    final_url: str
    fetched: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str | None = None
    sha256: str | None = None
    size: int | None = None
    state: CaptureState
    how: How
    kind: Kind
    force: str | None = None
    title: str | None = None
    published: str | None = None
    reference: str | None = None
    category: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    message: str | None = None
    run: int | None = None


CONTRACT = (
    "url", "force", "title", "published", "reference", "sha256", "status", "media_type", "parent",
    "fetched", "state", "how", "message",
)  # fmt: skip
"""The keys of a capture as the command line prints it."""


def contract(capture: Capture) -> dict[str, object]:
    """A capture as the command line prints it.

    ``decision`` is null for all but the page of a regulator's notice, for which it lists what
    became of the complaint under each ``section``.
    """
    held: dict[str, object] = {name: getattr(capture, name) for name in CONTRACT}
    notice = capture.kind == "decision" and capture.parent is None
    return {
        **held,
        "kind": capture.kind,
        "decision": sections_of(capture.labels) if notice else None,
    }


_COLUMNS = tuple(name for name in Capture.__dataclass_fields__ if name != "id")


class Captures:
    """The captures of a collection, in the order in which they were kept."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def add(self, capture: Capture) -> int:
        """Keep a capture and return its number. Its bytes, if any, must be stored already."""
        values = {name: getattr(capture, name) for name in _COLUMNS}
        values["headers"] = json.dumps(dict(capture.headers))
        values["labels"] = json.dumps(dict(capture.labels), ensure_ascii=False)
        names, marks = ", ".join(_COLUMNS), ", ".join(f":{name}" for name in _COLUMNS)
        cursor = self.db.execute(f"INSERT INTO capture ({names}) VALUES ({marks})", values)  # noqa: S608
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def find(self, where: str = "1", values: tuple[object, ...] = ()) -> Iterator[Capture]:
        """Captures that satisfy an SQL condition over the table's columns, oldest first."""
        rows = self.db.execute(f"SELECT * FROM capture WHERE {where} ORDER BY id", values)  # noqa: S608
        return map(_capture, rows)

    def numbered(self, ids: Iterable[int]) -> dict[int, Capture]:
        """The captures with these numbers, as far as there are any."""
        wanted = json.dumps([*ids])
        found = self.find("id IN (SELECT value FROM json_each(?))", (wanted,))
        return {capture.id: capture for capture in found}

    def of_url(self, url: str) -> list[Capture]:
        """All captures of an address, oldest first."""
        return list(self.find("url = ?", (url,)))

    def latest(self, url: str, force: str) -> Capture | None:
        """The latest capture with bytes of an address in a force's log."""
        found = self.find(
            "id = (SELECT max(id) FROM capture WHERE url = ? AND force = ?"
            " AND sha256 IS NOT NULL)",
            (url, force),
        )
        return next(found, None)

    def erased(self, url: str, sha256: str | None = None) -> bool:
        """Whether an address, or these very bytes, were erased on request."""
        row = self.db.execute(
            "SELECT 1 FROM tombstone WHERE url = ? OR (sha256 != '' AND sha256 = ?)", (url, sha256)
        ).fetchone()
        return row is not None

    def current(self) -> Iterator[Capture]:
        """The latest capture with bytes of every address, oldest first.

        An address that is gone, blocked or failing keeps the bytes last seen as its current
        capture: what was once published stays readable.
        """
        return self.find(
            "id IN (SELECT max(id) FROM capture WHERE sha256 IS NOT NULL GROUP BY url, force)"
        )


def _capture(row: sqlite3.Row) -> Capture:
    values = dict(row)
    for name in ("headers", "labels"):
        values[name] = json.loads(values[name]) if values[name] != "{}" else {}
    return Capture(**values)
