"""``foi similar``."""

from typing import Annotated

import typer


def command(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="ID|FILE")],
    requests: Annotated[
        bool, typer.Option("--requests", help="Compare the requests, not the responses.")
    ] = False,
) -> None:
    """The nearest responses, or requests (not built yet).

    Example:
    foi similar 3f2a9c0d51e7b846 --requests
    """
    from foi.unbuilt import not_built

    not_built("similar", "`foi search` with the words of the request")
