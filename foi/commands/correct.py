"""``foi correct``."""

from dataclasses import asdict
from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Of the response.")],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="outcome, responded, topics, positions.2a, …")
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="A word, words with commas, or JSON; null.")
    ],
    why: Annotated[str, typer.Option(help="The reason, which is shown with it.")],
) -> None:
    """Put a reading right. The correction is kept as data and survives reprocessing.

    Example:
    foi correct 3f2a9c0d51e7b846 positions.1 ncnd --why "the second paragraph says so"
    """
    from nlp.collected import correct

    session = session_of(context)
    with session.open() as collection:
        made = asdict(correct(collection, id_, field, value, why=why))
        session.emit([{key: made[key] for key in ("response", "field", "value", "why", "made")}])
        session.warn("`foi index` brings the correction into the search.")
