"""``foi failures``."""

from dataclasses import asdict
from typing import Annotated

import typer

from foi.session import session_of

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
                process(collection, tell=tell)
        rows = [asdict(failure) for failure in collection.failures]
        session.emit([{key: row[key] for key in KEYS} for row in rows])
