"""``foi mosaic``."""

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collection.collection import Collection
    from mosaic.position import Position
    from nlp.collected import Collected


def command(
    context: typer.Context,
    robin: Annotated[
        str | None, typer.Argument(metavar="[ROBIN]", help="Id of a round robin.")
    ] = None,
    query: Annotated[str | None, typer.Option(help="The letters that a query finds.")] = None,
    topic: Annotated[str | None, typer.Option(help="The letters about a topic.")] = None,
    html: Annotated[Path | None, typer.Option(help="Also write a page with the evidence.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Also write the cells as CSV.")] = None,
    png: Annotated[Path | None, typer.Option(help="Also write a picture.")] = None,
) -> None:
    """The position matrix: every force and what it says to each question.

    A force without an answer says what is known of it: not found in its log, not crawled, blocked,
    could not be read, gone. None of these says that it was not asked.

    Example:
    foi mosaic --query 'topic:facial-recognition AND responded:2019' --html faces.html
    """
    session = session_of(context)
    given = [value for value in (robin, query, topic) if value is not None]
    if len(given) != 1:
        raise typer.BadParameter("name one of: the id of a round robin, --query, --topic")
    files = {"csv": csv, "html": html, "png": png}
    with session.open() as collection:
        run(session, collection, robin=robin, query=query, topic=topic, files=files)


def run(
    session: Session,
    collection: "Collection",
    *,
    robin: str | None = None,
    query: str | None = None,
    topic: str | None = None,
    files: "Mapping[str, Path | None]" = MappingProxyType({}),
) -> None:
    """Print the matrix of the letters named, and write it to files by their kind."""
    from mosaic.matrix import matrix

    rows = matrix(collection, _letters(collection, robin, query, topic), robin=robin)
    for kind, path in files.items():
        if path is not None:
            from mosaic.publish import publish

            publish(rows, kind, path)
            session.warn(f"written: {path}")
    if session.json:
        session.emit(row.contract() for row in rows)
    else:
        _print(session, rows)


def _letters(
    collection: "Collection", robin: str | None, query: str | None, topic: str | None
) -> "Sequence[Collected]":
    if robin is not None:
        from mosaic.robins import letters_of

        return letters_of(collection, robin)
    from index.find import letters_found

    return letters_found(collection, query if query is not None else f'topic:"{topic}"')


SIGNS = {
    "confirmed": "yes", "denied": "no", "disclosed": "given", "partly-disclosed": "part",
    "not-held": "not held", "withheld": "refused", "ncnd": "NCND", "cost": "cost",
    "vexatious": "vexatious", "elsewhere": "elsewhere", "clarify": "asks back",
    "not-applicable": "·", "unanswered": "passed over", None: "?",
}  # fmt: skip
"""What a table on a terminal shows for a position."""


def _print(session: Session, rows: "Sequence[Position]") -> None:
    """The matrix as a table, a line a force; then who has no answer, and why."""
    answered = [row for row in rows if row.question is not None]
    questions = {row.question: row.text for row in answered if row.question}
    table: dict[tuple[str, str | None], dict[str, object]] = {}
    for row in answered:
        line = table.setdefault(
            (row.force, row.response), {"force": row.force, "responded": row.responded}
        )
        sign = SIGNS.get(row.position, row.position)
        line[f"Q{row.question}"] = f"{sign} +ncnd" if row.partial_ncnd else sign
        sections = line.setdefault("relies_on", [])
        assert isinstance(sections, list)
        sections += [id_ for id_ in row.exemptions if id_ not in sections]
    columns = ["force", "responded", *(f"Q{id_}" for id_ in questions), "relies_on"]
    session.emit(table.values(), columns)
    session.warn("")
    for id_, text in questions.items():
        session.warn(f"Q{id_}  {text}")
    absent = [row for row in rows if row.question is None]
    forces = len({row.force for row in answered})
    session.warn(
        f"\n{forces} forces answer, in {len(table)} rows; {len(absent)} have no answer here:"
    )
    for state in sorted({str(row.position) for row in absent}):
        names = [row.force for row in absent if row.position == state]
        session.warn(f"  {state} ({len(names)}): {', '.join(names)}")
