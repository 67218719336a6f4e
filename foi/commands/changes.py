"""``foi changes``."""

from typing import Annotated

import typer


def command(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]")] = None,
) -> None:
    """Positions that changed, and forces that stand out (not built yet).

    Example:
    foi changes 'topic:taser'
    """
    from foi.unbuilt import not_built

    not_built("changes", "`foi mosaic --query` shows the dates beside the positions")
