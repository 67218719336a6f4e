"""``foi serve``."""

from typing import Annotated

import typer


def command(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="On which port.")] = 8000,
) -> None:
    """The web pages (not built yet).

    Example:
    foi serve --port 8000
    """
    from foi.unbuilt import not_built

    not_built("serve", "`foi mosaic --html FILE` writes a page that works by itself")
