"""``foi extract``: text, tables and hidden content of files."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from extract.document import Document
    from extract.limits import Limits


def command(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files of any supported format.")
    ],
) -> None:
    """Show the text, tables and hidden content of files; no collection is needed.

    One line for each file, in the order given, also for those that cannot be read.

    Example:
        foi extract --json reply.pdf annex.xlsx
    """
    session = session_of(context)
    if session.json:
        session.emit(_lines(session, files))
        return
    session.emit(_summary(line) for line in _lines(session, files))


def _lines(session: Session, files: list[str]) -> Iterator[dict[str, Any]]:
    from extract.contract import contract

    for file, document in _in_order(files, _limits(session)):
        if document.error:
            session.lose(f"{file}: {document.error.code}: {document.error.message}")
        for child in document.children:
            _lose_children(session, file, child)
        yield contract(document, file)


def _lose_children(session: Session, file: str, child: "Document") -> None:
    """Name each inner file that should have been read; a logo without words is no loss."""
    path = f"{file}!{child.name or '?'}"
    if child.error and child.error.code not in ("empty", "not-a-document"):
        session.lose(f"{path}: {child.error.code}: {child.error.message}")
    for grandchild in child.children:
        _lose_children(session, path, grandchild)


def _limits(session: Session) -> "Limits":
    """Those of the collection that was named, else the usual ones."""
    from extract.limits import Limits

    if session.path is None:
        return Limits()
    with session.open() as collection:
        return Limits.of(collection.settings)


def _in_order(files: list[str], limits: "Limits") -> Iterator[tuple[str, "Document"]]:
    """Read the files in workers; hand them on in the order given."""
    import os
    from dataclasses import replace

    from extract.workers import extract_many

    cores = os.cpu_count() or 1
    workers = min(len(files), cores)
    limits = replace(limits, programs=max(1, cores // workers))
    items = ((str(index), Path(file), Path(file).name, None) for index, file in enumerate(files))
    early: dict[int, Document] = {}
    following = 0
    for key, document in extract_many(items, limits=limits, workers=workers):
        early[int(key)] = document
        while following in early:
            yield files[following], early.pop(following)
            following += 1


def _summary(line: dict[str, Any]) -> dict[str, Any]:
    """What a table can show of a file."""
    error = line["error"]
    return {
        "file": line["file"],
        "pages": len(line["pages"]),
        "tables": len(line["tables"]),
        "files": len(line["children"]),
        "hidden": [f"{found['kind']} × {found['count']}" for found in line["hidden"]],
        "text": error["code"] if error else " ".join(line["text"].split())[:120],
    }
