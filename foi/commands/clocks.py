"""``foi clocks``."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from foi.session import session_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def command(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Only letters that the query finds.")
    ] = None,
) -> None:
    """Working days from receipt to answer, by the calendar of each letter's law.

    A count over 20 is not yet late: time runs anew from the day on which the force was told what
    it had asked back ("counted"), a fee stops it, and a public interest test may extend it, except
    under Scottish law. Where a date is missing the count is unknown, and the reason is given.

    Example:
    foi clocks 'force:cumbria'
    """
    from index.find import letters_found
    from mosaic.clocks import clock_row

    session = session_of(context)
    with session.open() as collection:
        letters = letters_found(collection, query or None)
        rows = [clock_row(letter, personal_data=session.personal_data) for letter in letters]
    if session.json:
        session.emit(rows)
    else:
        session.emit(map(_line, rows))
    known, counted, asked, longer = (
        sum(row[key] not in (None, False) for row in rows)
        for key in ("working_days", "counted", "clarification", "extension")
    )
    session.warn(
        f"{len(rows)} letters. Working days from receipt to answer are known of {known}, as the"
        f" law counts them of {counted}; {asked} asked back, {longer} say that time was extended."
    )


def _line(row: "Mapping[str, Any]") -> "Mapping[str, Any]":
    """A row as the table has it."""
    notes = [row["unknown"] or row["uncounted"]]
    if row["clarification"]:
        notes.append(
            f"told what it asked back on {row['clarification']['came'] or 'a day unknown'}"
        )
    if row["extension"]:
        to = row["extension"]["to"] or "a day unknown"
        notes.append(f"extended to {to} ({row['extension']['under']})")
    shown = ("forces", "received", "responded", "working_days", "counted")
    return {key: row[key] for key in shown} | {
        "note": "; ".join(note for note in notes if note) or None,
        "id": row["id"],
    }
