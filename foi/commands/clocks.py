"""``foi clocks``."""

from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Only letters that the query finds.")
    ] = None,
) -> None:
    """Working days from receipt to answer, by the calendar of each letter's law.

    A count over 20 is not yet late: time runs from the day when a request is clear, a fee stops
    it, and a public interest test may extend it. Where a date is missing the count is unknown,
    and the reason is given.

    Example:
    foi clocks 'force:cumbria'
    """
    from index.find import letters_found
    from mosaic.clocks import clock_row

    session = session_of(context)
    with session.open() as collection:
        letters = letters_found(collection, query or None)
        rows = [clock_row(letter) for letter in letters]
    session.emit(iter(rows))
    known = sum(row["working_days"] is not None for row in rows)
    session.warn(f"{len(rows)} letters, of {known} the working days are known")
