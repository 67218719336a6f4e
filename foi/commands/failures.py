"""``foi failures``."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foi.session import session_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collection.collection import Collection
    from collection.failures import Failure

KEYS = ("stage", "key", "url", "force", "code", "message", "tries", "last")


def command(
    context: typer.Context,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try again what could not be extracted or read.")
    ] = False,
) -> None:
    """What could not be fetched or read, why, and how often it was tried.

    What could not be fetched is tried again by the next `foi crawl`.

    Example:
    foi failures --json
    """
    session = session_of(context)
    with session.open() as collection:
        if retry:
            from foi.pipeline import process
            from foi.progress import progress

            collection.failures.forgive("extract", "read")
            with progress() as tell:
                stages = process(collection, tell=tell)
            for url, message in (lost for stage in stages for lost in stage.lost):
                session.lose(f"{url}: {message}")
        rows = [row for failure in collection.failures for row in _addresses(collection, failure)]
        session.emit([{key: row[key] for key in KEYS} for row in rows])


def _addresses(collection: "Collection", failure: "Failure") -> "Iterator[dict[str, Any]]":
    """A row for each address: bytes that cannot be extracted may stand under several."""
    from crawlers.capture import Captures

    row = asdict(failure)
    held = Captures(collection.db).find("sha256 = ? AND state = 'ok'", (failure.key,))
    found = sorted({(capture.url, capture.force or "") for capture in held})
    for url, force in found:
        yield row | {"url": url, "force": force or None}
    if not found:
        yield row
