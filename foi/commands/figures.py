"""``foi figures``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foi.options import Query, Robin, Topic, Wave
from foi.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mosaic.figure import Figure


def command(
    context: typer.Context,
    robin: Robin = None,
    query: Query = None,
    topic: Topic = None,
    wave: Wave = None,
    all_: Annotated[
        bool, typer.Option("--all", help="In the table, also what only one force counts.")
    ] = False,
    csv: Annotated[Path | None, typer.Option(help="Also write the figures as CSV.")] = None,
) -> None:
    """Figures that forces give to the same question, side by side, as printed.

    From tables and from sentences. Financial and calendar years stand in tables of their own; "0",
    "nil", a dash, "<5", "not held" and an empty cell stay what they are; totals are told and never
    added. Rows stand together where their labels have the same words.

    Example:
    foi figures --query 'topic:drones' --csv drones.csv
    """
    from foi.commands.mosaic import check_named, letters_named
    from mosaic.figures import figures

    session = session_of(context)
    check_named(robin, query, topic, wave)
    with session.open() as collection:
        letters = letters_named(collection, robin, query, topic, wave)
        found = figures(collection, letters, robin=robin, personal_data=session.personal_data)
    if csv is not None:
        from mosaic.figure import Figure
        from mosaic.publish import csv_of, write

        rows = (one.contract() for one in found)
        write(csv, csv_of(Figure.__dataclass_fields__, rows))
        session.warn(f"written: {csv}")
    if session.json:
        session.emit(one.contract() for one in found)
    else:
        _print(session, found, everything=all_)


def _print(session: Session, found: "Sequence[Figure]", *, everything: bool) -> None:
    """A table a question, unit and kind of year, the words of the question above it."""
    from mosaic.figure_blocks import WHOLE, blocks, caption
    from mosaic.table import cut

    left = 0
    for block in blocks(found):
        lines = list(block.lines) if everything else block.several()
        left += len({line.series for line in block.lines} - {line.series for line in lines})
        if not lines:
            continue
        named = f"Q{block.question}  {cut(block.text or '', 110)}"
        if block.question is None:
            named = "It was not read which question these answer"
        unit = f", in {block.unit}" if block.unit else ""
        session.write(f"{named}\n{block.counts}{unit}\n\n")
        session.emit(
            {
                "what": line.series or WHOLE,
                "force": line.force,
                **{period: line.cell(period) for period in block.periods},
                "note": "; ".join(line.notes) or None,
            }
            for line in lines
        )
        session.write("\n")
    if left:
        session.warn(f"{left} more that only one force counts: --all shows them.")
    session.warn(caption(found))
