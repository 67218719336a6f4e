"""A matrix written to a file: as CSV, as a web page, as a picture, as a map."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from collection.error import FoiError
from mosaic.cell import cell
from mosaic.page import page
from mosaic.position import Position


class PublishError(FoiError):
    """A file that cannot be written, or a kind of file that is not known."""


def publish(
    rows: Iterable[Position],
    kind: str,
    path: Path,
    *,
    title: str | None = None,
    question: str | None = None,
) -> None:
    """Write a matrix to a file, replacing it.

    Args:
        rows: From :func:`mosaic.matrix.matrix`.
        kind: ``csv``, ``html``, ``png`` or ``map``: one question as a map of tiles.
        path: Where to; of a map ``.svg`` or ``.png`` says what it will be.
        title: Of the page and the pictures.
        question: Of the map; ``None`` is the first.

    Raises:
        PublishError: The kind is not one of these, or the file cannot be written.
        QuestionError: There is no such question.
    """
    held, title = list(rows), title or "Who answered what"
    match kind:
        case "csv":
            made = csv_of(Position.__dataclass_fields__, (row.contract() for row in held))
        case "html":
            made = page(held, title=title).encode()
        case "png":
            made = _png(held, title)
        case "map":
            made = _map(held, title, path, question)
        case _:
            raise PublishError(f"{path}: expected csv, html, png or map, found {kind!r}.")
    write(path, made)


def write(path: Path, made: bytes) -> None:
    """Write a file, replacing it.

    Raises:
        PublishError: It cannot be written.
    """
    try:
        path.write_bytes(made)
    except OSError as error:
        raise PublishError(
            f"{path}: expected a file that can be written, found: {error.strerror}. Name another."
        ) from error


def csv_of(names: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV; a spreadsheet that opens it runs nothing of it as a formula."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, tuple(names))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.items()})
    return out.getvalue().encode()


def _png(rows: Sequence[Position], title: str) -> bytes:
    from mosaic.drawing import Drawing
    from mosaic.picture import picture

    return Drawing(picture(rows, title=title)).png()


def _map(rows: Sequence[Position], title: str, path: Path, question: str | None) -> bytes:
    from mosaic.drawing import Drawing
    from mosaic.tilemap import tile_map

    kind = path.suffix.lower()
    if kind not in (".svg", ".png"):
        raise PublishError(f"{path}: expected a name that ends in .svg or .png, found {kind!r}.")
    drawn = Drawing(tile_map(rows, question=question, title=title))
    return drawn.png() if kind == ".png" else drawn.svg().encode()
