"""The catalogue: one SQLite file, opened in WAL mode."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path


def connect(path: Path) -> sqlite3.Connection:
    """Open the catalogue at ``path``, making its tables where they are missing.

    The connection commits each statement by itself; several that belong together stand in
    :func:`transaction`. Readers never wait for the writer; a second writer waits up to a minute.
    """
    db = sqlite3.connect(path, isolation_level=None, timeout=60)
    db.row_factory = sqlite3.Row
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        db.close()
        if error.sqlite_errorcode not in READ_ONLY:
            raise
        return _read_only(path)
    # In WAL mode a killed process loses nothing that was committed; only a power cut may cost the
    # last transactions, and those are fetched or made again.
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.executescript((files("collection") / "schema.sql").read_text(encoding="utf-8"))
    return db


READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY_DIRECTORY)


def _read_only(path: Path) -> sqlite3.Connection:
    """The catalogue of a collection that may not be written to, as it was last left."""
    db = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All statements inside happen, or none. One inside another joins the outer one."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def now() -> str:
    """This moment as the catalogue writes it: ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
