"""``foi wording``."""

from typing import Annotated

import typer


def command(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]")] = None,
) -> None:
    """Passages that forces share (not built yet).

    Example:
    foi wording 'exemption:31'
    """
    from foi.unbuilt import not_built

    not_built("wording", "`foi search` with a quoted sentence finds the letters that have it")
