"""Options that several commands share."""

from typing import Annotated

import typer

Robin = Annotated[str | None, typer.Argument(metavar="[ROBIN]", help="Id of a round robin.")]
Query = Annotated[str | None, typer.Option(help="The letters that a query finds.")]
Topic = Annotated[str | None, typer.Option(help="The letters about a topic.")]
Wave = Annotated[int | None, typer.Option(min=1, help="Of the round robin, only this sending.")]
