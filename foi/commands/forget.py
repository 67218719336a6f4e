"""``foi forget``."""

from dataclasses import asdict
from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="URL|ID", help="An address, or a response's id.")],
    why: Annotated[str, typer.Option(help="The reason, which is kept.")],
) -> None:
    """Erase a document for good: its bytes, its records, its index entries.

    A tombstone keeps hash, date and reason; the address is not fetched again.

    Example:
    foi forget 3f2a9c0d51e7b846 --why "published in error"
    """
    from foi.forgetting import forget
    from index.freshness import remove_forgotten
    from mosaic.robins import robin_of

    session = session_of(context)
    with session.open() as collection:
        tombstones = forget(collection, what, why=why)
        remove_forgotten(collection, robins=robin_of(collection))
        session.emit([asdict(tombstone) for tombstone in tombstones])
