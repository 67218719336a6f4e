"""``foi captures``."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from crawlers.force import force_named
from foi.session import session_of


def command(
    context: typer.Context,
    forces: Annotated[
        list[str] | None, typer.Argument(metavar="FORCE", help="Slugs or names.")
    ] = None,
) -> None:
    """Every fetch and failed fetch, all versions, oldest first.

    Example:
    foi captures cleveland --json
    """
    from crawlers.capture import Captures, contract

    slugs = [_slug(name) for name in forces or ()]
    marks = ", ".join("?" * len(slugs))
    session = session_of(context)
    with session.open() as collection:

        def rows() -> Iterator[dict[str, Any]]:
            found = Captures(collection.db).find(
                f"force IN ({marks})" if slugs else "1", tuple(slugs)
            )
            return map(contract, found)

        session.emit(rows(), ("force", "state", "url", "published", "reference", "message"))


def _slug(name: str) -> str:
    force = force_named(name)
    if force is None:
        raise typer.BadParameter(f"no force is called {name!r}; `foi forces` lists them")
    return force.slug
