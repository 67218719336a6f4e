"""``foi process``."""

from typing import TYPE_CHECKING, Annotated

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from collection.collection import Collection


def command(
    context: typer.Context,
    redo: Annotated[bool, typer.Option("--redo", help="Make everything anew.")] = False,
) -> None:
    """Extract the text of what was captured and read it: what is new or stale, and only that.

    Example:
    foi process
    """
    session = session_of(context)
    with session.open() as collection:
        run(session, collection, redo=redo)


def run(session: Session, collection: "Collection", *, redo: bool = False) -> None:
    """Process and print a line for each stage; name what could not be read."""
    from foi.pipeline import process
    from foi.progress import progress

    with progress() as tell:
        stages = process(collection, redo=redo, tell=tell)
    session.emit([stage.contract() for stage in stages])
    for stage in stages:
        for url, message in stage.lost:
            session.lose(f"{url}: {message}")
        if stage.quarantined:
            session.warn(
                f"{stage.quarantined} captures hold hidden content that may not have been meant to"
                " be published; they are kept and not read. `foi status` counts them,"
                " `foi import --release SHA256` lets one through."
            )
    if session.lost:
        session.warn("See `foi failures`.")
