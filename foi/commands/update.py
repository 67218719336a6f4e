"""``foi update``."""

from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    forces: Annotated[list[str] | None, typer.Argument(metavar="[FORCE...]")] = None,
    via: Annotated[
        str | None, typer.Option(help="Send every request through this address.")
    ] = None,
    delay: Annotated[
        float | None, typer.Option(help="Least seconds between two requests.")
    ] = None,
) -> None:
    """Crawl, process and index: bring the collection up to date.

    Example:
    foi update --json
    """
    from foi.commands import crawl, index, process

    session = session_of(context)
    with session.open(create=True) as collection:
        crawl.run(session, collection, forces or (), via=via, delay=delay)
        process.run(session, collection)
        index.run(session, collection)
