"""``foi mosaic``."""

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from foi.options import Query, Robin, Topic, Wave
from foi.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collection.collection import Collection
    from mosaic.position import Position
    from nlp.collected import Collected


def command(
    context: typer.Context,
    robin: Robin = None,
    query: Query = None,
    topic: Topic = None,
    wave: Wave = None,
    counted: Annotated[
        bool,
        typer.Option("--counts", help="Only how many answers of each kind every force has."),
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Also write a page with the evidence.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Also write the cells as CSV.")] = None,
    png: Annotated[Path | None, typer.Option(help="Also write a picture.")] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", help="Also write a map of one question; FILE ends in .svg or .png."),
    ] = None,
    question: Annotated[
        str | None, typer.Option(help="Of the map: the id of its question; else the first.")
    ] = None,
) -> None:
    """The position matrix: every force and what it says to each question.

    A force without an answer says what is known of it: not found in its log, not crawled, blocked,
    could not be read, gone. None of these says that it was not asked.

    Example:
    foi mosaic --query 'topic:facial-recognition AND responded:2019' --html faces.html
    """
    session = session_of(context)
    check_named(robin, query, topic, wave)
    if question is not None and map_ is None:
        raise typer.BadParameter("--question is of a map: name its file with --map")
    if counted:
        if robin is not None or csv or html or png or map_:
            raise typer.BadParameter("--counts goes with --query or --topic, and writes no file")
        with session.open() as collection:
            _count(session, collection, query_of(query, topic))
        return
    files = {"csv": csv, "html": html, "png": png, "map": map_}
    with session.open() as collection:
        run(
            session, collection, robin=robin, query=query, topic=topic, wave=wave, files=files,
            question=question,
        )  # fmt: skip


def run(
    session: Session,
    collection: "Collection",
    *,
    robin: str | None = None,
    query: str | None = None,
    topic: str | None = None,
    wave: int | None = None,
    files: "Mapping[str, Path | None]" = MappingProxyType({}),
    question: str | None = None,
) -> None:
    """Print the matrix of the letters named, and write it to files by their kind.

    ``question`` is the one of the map.
    """
    from mosaic.matrix import matrix

    rows = matrix(
        collection,
        letters_named(collection, robin, query, topic, wave),
        robin=robin,
        personal_data=session.personal_data,
    )
    for kind, path in files.items():
        if path is not None:
            from mosaic.publish import publish

            title = f"Who answered what: {_title(collection, robin, query, topic)}"
            publish(rows, kind, path, question=question, title=title)
            session.warn(f"written: {path}")
    if session.json:
        session.emit(row.contract() for row in rows)
    else:
        _print(session, rows)


def _title(
    collection: "Collection", robin: str | None, query: str | None, topic: str | None
) -> str:
    """What the letters are about, for the head of a page or a picture."""
    from nlp.seeds import subjects

    if robin is not None:
        from mosaic.robins import robin_named
        from mosaic.table import cut

        return cut(robin_named(collection, robin).title, 90)
    if query is not None:
        return f"letters found by {' '.join(query.split())}"
    return subjects()[_known_topic(topic or "")].label


def check_named(robin: str | None, query: str | None, topic: str | None, wave: int | None) -> None:
    """Refuse a call that names no letters, or names them twice."""
    if [robin, query, topic].count(None) != 2:
        raise typer.BadParameter("name one of: the id of a round robin, --query, --topic")
    if wave is not None and robin is None:
        raise typer.BadParameter("--wave is of a round robin: name its id")


def letters_named(
    collection: "Collection",
    robin: str | None,
    query: str | None,
    topic: str | None,
    wave: int | None,
) -> "Sequence[Collected]":
    """The letters of a round robin, of one wave of it, of a query or of a topic."""
    if robin is not None:
        from mosaic.robins import letters_of

        return letters_of(collection, robin, wave=wave)
    from index.find import letters_found

    return letters_found(collection, query_of(query, topic))


def _count(session: Session, collection: "Collection", query: str) -> None:
    """Print what the index counts, without loading a letter."""
    from mosaic.counts import counts

    rows = counts(collection, query)
    session.emit((row.contract() for row in rows), ("force", "position", "answers", "letters"))
    held = {row.force for row in rows if row.letters}
    session.warn(
        f"{len(held)} of {len({row.force for row in rows})} forces have letters here; a joint"
        " answer counts under each of its forces."
    )


def query_of(query: str | None, topic: str | None) -> str:
    """The query that was given, or that of the topic."""
    return query if query is not None else f'topic:"{_known_topic(topic or "")}"'


def _known_topic(topic: str) -> str:
    """The topic's id, from its id or its label; an unknown one is wrong usage."""
    from collection.error import FoiError
    from index.syntax import nearest
    from nlp.seeds import subjects

    known = {label.casefold(): id_ for id_, s in subjects().items() for label in (id_, s.label)}
    if topic.casefold() not in known:
        near = nearest(topic.casefold(), known)
        hint = f" The nearest is '{near}'." if near else ""
        raise FoiError(
            f"--topic: expected a topic such as 'drones' or 'taser', found '{topic}'.{hint}"
            " `foi search '*:*' --facet topic` counts those of a collection."
        )
    return known[topic.casefold()]


def _print(session: Session, rows: "Sequence[Position]") -> None:
    """The matrix as a table, a line a letter and force; then who has no answer, and why."""
    from index.plain import POSITIONS
    from mosaic.legend import words_of
    from mosaic.table import cut, table

    shown = table(rows)
    lines = [
        {
            "force": line.force,
            "responded": line.responded,
            **{f"Q{id_}": words_of(cell) for id_, cell in line.cells.items() if id_ is not None},
            "relies_on": line.relies_on,
        }
        for line in shown.lines
    ]
    columns = ["force", "responded", *(f"Q{id_}" for id_ in shown.questions), "relies_on"]
    session.emit(lines, columns)
    session.warn("")
    for id_, text in shown.questions.items():
        session.warn(f"Q{id_}  {cut(text, 200)}")
    session.warn(f"\n{shown.caption()}")
    for state in sorted({str(row.position) for cells in shown.absent.values() for row in cells}):
        names = [slug for slug, cells in shown.absent.items() if cells[0].position == state]
        session.warn(f"  {POSITIONS[state].short} ({len(names)}): {', '.join(names)}")
