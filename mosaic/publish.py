"""A matrix written to a file: as CSV, as a web page, as a picture."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from collection.error import FoiError
from mosaic.cell import cell
from mosaic.page import page
from mosaic.position import Position


class PublishError(FoiError):
    """A file that cannot be written, or a kind of file that is not known."""


def publish(rows: Iterable[Position], kind: str, path: Path, *, title: str | None = None) -> None:
    """Write a matrix to a file, replacing it.

    Args:
        rows: From :func:`mosaic.matrix.matrix`.
        kind: ``csv``, ``html`` or ``png``.
        path: Where to.
        title: Of the page and the picture.

    Raises:
        PublishError: The kind is not one of these, or the file cannot be written.
    """
    if kind not in _MAKERS:
        raise PublishError(f"{path}: expected one of {', '.join(_MAKERS)}, found {kind!r}.")
    made = _MAKERS[kind](list(rows), title or "Who answered what")
    try:
        path.write_bytes(made)
    except OSError as error:
        raise PublishError(
            f"{path}: expected a file that can be written, found: {error.strerror}. Name another."
        ) from error


def _csv(rows: Sequence[Position], title: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, tuple(Position.__dataclass_fields__))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.contract().items()})
    return out.getvalue().encode()


def _html(rows: Sequence[Position], title: str) -> bytes:
    return page(rows, title=title).encode()


def _png(rows: Sequence[Position], title: str) -> bytes:
    import vl_convert

    from mosaic.picture import picture

    made: bytes = vl_convert.vegalite_to_png(picture(rows, title=title).to_json(), scale=2)
    return made


_MAKERS: Mapping[str, Callable[[Sequence[Position], str], bytes]] = {
    "csv": _csv,
    "html": _html,
    "png": _png,
}
