"""Erase a document for good: bytes, records and index entries; a tombstone stays."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from collection.catalogue import now
from collection.collection import Collection
from collection.error import FoiError
from crawlers.capture import Capture, Captures
from mosaic.ledger import STAGE as LEDGER
from nlp.collected import STAGE, response


class ForgetError(FoiError):
    """Something to erase that the collection does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is kept of an erased document: enough never to take it in again.

    Attributes:
        sha256: Of the erased bytes; ``""`` where only the address was known.
    """

    url: str
    sha256: str
    why: str
    made: str


def forget(collection: Collection, what: str, *, why: str) -> list[Tombstone]:
    """Erase an address, or all that one response was read from.

    The address is not fetched again and the bytes are not taken in again under another. An
    erasure that is cut short is finished by :func:`finish`.

    Args:
        collection: An open collection.
        what: An address, or the id of a response.
        why: Kept with the tombstone.

    Raises:
        ForgetError: Nothing in the collection has this address or id.
    """
    if not why.strip():
        raise ForgetError("--why: expected a reason, found none. It is kept with the tombstone.")
    captures = Captures(collection.db)
    held = response(collection, what)
    urls = {capture.url for capture in held.captures} if held else {what}
    found = [capture for url in sorted(urls) for capture in captures.of_url(url)]
    # Whatever hangs from an erased page goes with it.
    for url in sorted(urls):
        found += [
            hanging for hanging in captures.find("parent = ?", (url,)) if hanging not in found
        ]
    if not found:
        raise ForgetError(
            f"{what}: expected the address of a capture or the id of a response, found neither."
            " `foi captures` lists addresses, `foi search` ids."
        )
    made = now()
    tombstones = [
        Tombstone(url=url, sha256=sha256, why=why, made=made)
        for url, sha256 in sorted({(capture.url, capture.sha256 or "") for capture in found})
    ]
    # Deleted rows are overwritten in the file, not only unlinked.
    collection.db.execute("PRAGMA secure_delete = ON")
    with collection.transaction():
        for tombstone in tombstones:
            collection.db.execute(
                "INSERT OR REPLACE INTO tombstone VALUES (:url, :sha256, :why, :made)",
                asdict(tombstone),
            )
        _remove(collection, found)
    finish(collection)
    return tombstones


def _remove(collection: Collection, found: list[Capture]) -> None:
    db, gone = collection.db, {capture.id for capture in found}
    for key, value in list(collection.outputs(STAGE).items()):
        if gone & set(value["captures"]):
            collection.outputs(STAGE).remove(key)
            collection.outputs(LEDGER).remove(key)
            collection.failures.clear(STAGE, key)
            db.execute("DELETE FROM correction WHERE response = ?", (key,))
    for capture in found:
        db.execute("DELETE FROM disposition WHERE capture = ?", (capture.id,))
        db.execute("DELETE FROM capture WHERE id = ?", (capture.id,))
        db.execute("DELETE FROM frontier WHERE url = ?", (capture.url,))
        db.execute("DELETE FROM failure WHERE key IN (?, ?)", (capture.url, capture.sha256))
        if capture.sha256 and not _still_held(collection, capture.sha256):
            collection.outputs("extract").remove(capture.sha256)


def finish(collection: Collection) -> None:
    """Erase the bytes that only tombstones name, and what the write-ahead log still holds."""
    for sha256 in _erased(collection):
        if not _still_held(collection, sha256):
            collection.blobs.remove(sha256)
    collection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _erased(collection: Collection) -> Iterator[str]:
    rows = collection.db.execute("SELECT DISTINCT sha256 FROM tombstone WHERE sha256 != ''")
    return (row["sha256"] for row in rows.fetchall())


def _still_held(collection: Collection, sha256: str) -> bool:
    """Whether another address, not erased, has the same bytes."""
    row = collection.db.execute("SELECT 1 FROM capture WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None
