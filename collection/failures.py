"""Failures: what could not be fetched or read, why, and how often it was tried."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from collection.catalogue import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing that a stage could not do.

    Attributes:
        stage: ``crawl``, ``extract``, ``read`` or ``index``.
        key: What it was working on, in the stage's own terms (an address, a SHA-256).
        code: A short word for the kind (``locked``, ``timeout``, ``blocked``).
        message: What was expected, what was found, what to do.
        tries: How often it has failed so far.
        last: When it last failed.
    """

    stage: str
    key: str
    url: str | None
    force: str | None
    code: str
    message: str
    traceback: str | None = None
    tries: int = 1
    last: str = ""


class Failures:
    """The failure table. A later success removes the failure of the same stage and key."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def record(
        self,
        failure: Failure,
        *,
        input: str | None = None,
        version: str | None = None,
    ) -> None:
        """Write a failure down, counting the tries of the same stage and key."""
        self.db.execute(
            """INSERT INTO failure
                 (stage, key, url, force, code, message, traceback, input, version, last)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (stage, key) DO UPDATE SET url = excluded.url, force = excluded.force,
                 code = excluded.code, message = excluded.message, traceback = excluded.traceback,
                 input = excluded.input, version = excluded.version,
                 tries = tries + 1, last = excluded.last""",
            (failure.stage, failure.key, failure.url, failure.force, failure.code, failure.message,
             failure.traceback, input, version, now()),
        )  # fmt: skip

    def known(self, stage: str, key: str, *, input: str, version: str) -> bool:
        """Whether this very input has failed with this very version: trying again is no use."""
        row = self.db.execute(
            "SELECT 1 FROM failure WHERE stage = ? AND key = ? AND input = ? AND version = ?",
            (stage, key, input, version),
        ).fetchone()
        return row is not None

    def clear(self, stage: str, key: str | None = None) -> None:
        """Remove one failure of a stage, or all of them."""
        if key is None:
            self.db.execute("DELETE FROM failure WHERE stage = ?", (stage,))
        else:
            self.db.execute("DELETE FROM failure WHERE stage = ? AND key = ?", (stage, key))

    def forgive(self, *stages: str) -> None:
        """Let what failed in these stages be tried again; the count of tries goes on."""
        for stage in stages:
            self.db.execute("UPDATE failure SET version = NULL WHERE stage = ?", (stage,))

    def __iter__(self) -> Iterator[Failure]:
        columns = "stage, key, url, force, code, message, traceback, tries, last"
        for row in self.db.execute(f"SELECT {columns} FROM failure ORDER BY stage, force, key"):  # noqa: S608
            yield Failure(**dict(row))
