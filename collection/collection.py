"""A collection: one folder with everything that was fetched and everything made of it."""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from collection.blobs import Blobs
from collection.catalogue import connect, now, transaction
from collection.error import FoiError
from collection.failures import Failures
from collection.outputs import Outputs
from collection.settings import Settings, read_settings


class CollectionError(FoiError):
    """A folder that is no collection, or cannot be one; the message says what to do."""


class Run:
    """One run of a command: its counts are written as it goes, its end when it ends."""

    def __init__(self, db: sqlite3.Connection, command: str) -> None:
        self.db = db
        cursor = db.execute("INSERT INTO run (command, started) VALUES (?, ?)", (command, now()))
        assert cursor.lastrowid is not None
        self.id = cursor.lastrowid

    def count(self, counts: Mapping[str, object]) -> None:
        """Write the counts so far."""
        self.db.execute("UPDATE run SET counts = ? WHERE id = ?", (json.dumps(counts), self.id))

    def end(self) -> None:
        """Mark the run as ended; one without an end was killed."""
        self.db.execute("UPDATE run SET ended = ? WHERE id = ?", (now(), self.id))


class Collection:
    """An open collection. Use it as a context manager, or call :meth:`close`.

    Attributes:
        path: The folder.
        settings: From ``collection.toml`` and the environment.
        db: The catalogue.
        blobs: The captured bytes, by SHA-256.
        failures: What could not be done.
    """

    def __init__(self, path: Path, settings: Settings, db: sqlite3.Connection) -> None:
        self.path = path
        self.settings = settings
        self.db = db
        self.blobs = Blobs(path / "captures")
        self.failures = Failures(db)

    def outputs(self, stage: str) -> Outputs:
        """The values that a stage has made."""
        return Outputs(self.db, stage)

    @contextmanager
    def run(self, command: str) -> Iterator[Run]:
        """Note a run of a command in the catalogue, with its end if it has one."""
        run = Run(self.db, command)
        yield run
        run.end()

    def release(self, sha256: str) -> None:
        """Let quarantined bytes through, from now on.

        Raises:
            CollectionError: No capture has these bytes.
        """
        known = self.db.execute("SELECT 1 FROM capture WHERE sha256 = ?", (sha256,)).fetchone()
        if known is None:
            raise CollectionError(
                f"{sha256}: expected the SHA-256 of a capture, found none with it."
                " `foi captures` lists them; `foi status` counts the quarantined."
            )
        self.db.execute("INSERT OR IGNORE INTO release VALUES (?, ?)", (sha256, now()))

    def released(self) -> frozenset[str]:
        """The SHA-256 of all bytes that the operator let through."""
        return frozenset(row["sha256"] for row in self.db.execute("SELECT sha256 FROM release"))

    def transaction(self) -> AbstractContextManager[None]:
        """All statements inside happen, or none."""
        return transaction(self.db)

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_collection(path: Path | str | None = None, *, create: bool = True) -> Collection:
    """Open the collection in a folder, by default ``$FOI_COLLECTION`` or ``foi-data``.

    Args:
        path: The folder.
        create: Make it where it is missing; otherwise a missing collection is an error.

    Raises:
        CollectionError: The folder holds other things, or there is none and it may not be made.
        SettingsError: ``collection.toml`` or the environment cannot be read.
    """
    folder = Path(path if path is not None else os.environ.get("FOI_COLLECTION") or "foi-data")
    catalogue = folder / "catalogue.db"
    if not catalogue.exists():
        if folder.exists() and not folder.is_dir():
            raise CollectionError(
                f"{folder}: expected a folder, found a file. Name another with -C DIR."
            )
        if not create:
            raise CollectionError(
                f"{folder}: expected a collection (a folder with catalogue.db), found none."
                " Make one with `foi crawl` or `foi import`, or name another with -C DIR."
            )
        expected = {"collection.toml", "index", "captures"}
        if folder.is_dir() and {entry.name for entry in folder.iterdir()} - expected:
            raise CollectionError(
                f"{folder}: expected an empty folder or a collection, found other files."
                " Name another with -C DIR."
            )
        folder.mkdir(parents=True, exist_ok=True)
    settings = read_settings(folder / "collection.toml")
    try:
        return Collection(folder, settings, connect(catalogue))
    except sqlite3.DatabaseError as error:
        raise CollectionError(
            f"{catalogue}: expected a catalogue in SQLite, found: {error}. If the file is damaged,"
            " `sqlite3 catalogue.db .recover` saves what can be saved; the bytes in captures/ are"
            " whole and can be imported into a new collection."
        ) from error
