"""``foi index``."""

from typing import TYPE_CHECKING, Annotated

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from collection.collection import Collection


def command(
    context: typer.Context,
    engine: Annotated[
        str | None,
        typer.Option(help="embedded or elasticsearch; by default that of the settings."),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Write everything anew.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only compare the index with the catalogue.")
    ] = False,
) -> None:
    """Bring the search index up to date with what was read: what is new, changed or gone.

    A killed run leaves the index usable; the next one goes on. With --verify nothing is written:
    each difference is named, and the exit status is 1 if there is one.

    Example:
    foi index --json
    """
    if rebuild and verify:
        raise typer.BadParameter("--verify only compares; --rebuild writes: give one of them")
    session = session_of(context)
    with session.open() as collection:
        run(session, collection, engine=engine, rebuild=rebuild, verify=verify)


def run(
    session: Session,
    collection: "Collection",
    *,
    engine: str | None = None,
    rebuild: bool = False,
    verify: bool = False,
) -> None:
    """Index and print a line; name what was refused, or what differs."""
    from foi.progress import progress
    from index import freshness
    from index.engine import open_engine
    from mosaic.robins import robin_of

    robins = robin_of(collection)
    opened = open_engine(collection, engine)
    try:
        with progress() as tell:
            if verify:
                update = freshness.verify(collection, opened, robins=robins, tell=tell)
            else:
                update = freshness.bring_up_to_date(
                    collection, opened, rebuild=rebuild, robins=robins, tell=tell
                )
    finally:
        opened.close()
    session.emit([update.contract()])
    for what, message in update.lost:
        session.lose(f"{what}: {message}")
    if update.lost and verify:
        session.warn("Mend it with `foi index`, or with `foi index --rebuild`.")
