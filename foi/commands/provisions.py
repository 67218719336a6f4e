"""``foi provisions``."""

from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Only letters that the query finds.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="GROUP", help="force, year or topic.")
    ] = None,
) -> None:
    """How often each section is relied on, with denominators and intervals.

    `unusual` says that a share lies outside what chance would give a group of that size, were it
    like all letters together. It is no judgement, and what is not unusual is no difference.

    Example:
    foi provisions 'topic:taser' --by force
    """
    from collection.error import FoiError
    from index.find import letters_found
    from mosaic.provisions import provisions

    if by not in (None, "force", "year", "topic"):
        raise FoiError(f"--by: expected force, year or topic, found {by!r}")
    session = session_of(context)
    with session.open() as collection:
        letters = letters_found(collection, query or None)
        found = provisions(letters, by)  # type: ignore[arg-type]  # looked at above
    session.emit(share.contract() for share in found)
    session.warn(f"{len(letters)} letters; a joint one counts under each of its forces")
