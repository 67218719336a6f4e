"""``foi check``."""

from pathlib import Path
from typing import Annotated, Literal

import typer


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The draft.")],
    request: Annotated[Path | None, typer.Option(help="The request that it answers.")] = None,
    fail_on: Annotated[
        Literal["error", "warning"] | None, typer.Option("--fail-on", help="Exit 1 on findings.")
    ] = None,
) -> None:
    """Findings on a draft, and what others answered (not built yet).

    Example:
    foi check draft.docx --request request.txt
    """
    from foi.unbuilt import not_built

    not_built("check", "`foi inspect` shows how the draft reads")
