"""Rows of cells to a table: which row is the header, what is empty, what is no table at all."""

import re
from collections.abc import Sequence

_FIGURE = re.compile(
    r"^[^\w]*[-+£$€]?\(?\d[\d,. ]*\)?\s*%?[^\w]*$|^[-–—]$|^(n/a|nil|none|null)$", re.I
)
_DIGITS = re.compile(r"\d+")
_YEARLIKE = re.compile(
    r"^(?:(?:19|20)\d\d(?:\s*[/–-]\s*\d{2,4})?|FY\s?\d{2,4}.*|\d{4}-\d{2})$", re.I
)


def filled(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows, all of one width, without empty ones and without empty columns at the right."""
    kept = [
        tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)
    ]
    width = max((index + 1 for row in kept for index, cell in enumerate(row) if cell), default=0)
    return [(row + ("",) * width)[:width] for row in kept]


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are more than a frame around text."""
    return len(rows) >= 2 and max(len(row) for row in rows) >= 2


def split_header(
    rows: Sequence[tuple[str, ...]], marked: int = 0
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """``(header, rows)``.

    Args:
        rows: Of one width.
        marked: How many rows the file itself says are headers; the last of them is taken where
            there are several, the ones above stay in its cells.
    """
    if not rows:
        return (), ()
    if marked:
        return _joined(rows[:marked]), tuple(rows[marked:])
    if looks_like_header(rows):
        return rows[0], tuple(rows[1:])
    return (), tuple(rows)


def looks_like_header(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row names columns: words or years over other things."""
    if len(rows) < 2:
        return False
    first = [cell for cell in rows[0] if cell]
    if not first or len(first) < 2 or any(len(cell) > 120 for cell in first):
        return False
    if len(first) * 2 < len(rows[0]):
        return False
    named = [cell for cell in first if not is_figure(cell) or _YEARLIKE.match(cell)]
    if len(named) < len(first) or any(map(_alike, rows[0], rows[1])):
        return False
    below = [cell for row in rows[1:4] for cell in row if cell]
    # Years alone over a column of years are data.
    return bool(below) and not (
        all(_YEARLIKE.match(cell) for cell in first)
        and all(map(is_figure, below[:2]))
        and len(rows[0]) == len(first)
        and bool(_YEARLIKE.match(below[0]))
    )


def _alike(cell: str, below: str) -> bool:
    """Whether two cells are the same but for their numbers: sizes, references, dates."""
    return (
        bool(_DIGITS.search(cell))
        and not _YEARLIKE.match(cell)
        and _DIGITS.sub("#", cell) == _DIGITS.sub("#", below)
    )


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number, with or without a sign of currency or per cent."""
    return bool(_FIGURE.match(cell))


def _joined(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Several header rows as one, each column's words from top to bottom.

    A cell over several columns stands for each of them; a title over all is no such cell.
    """
    out = []
    above = [_spread(row) if sum(map(bool, row)) > 1 else row for row in rows[:-1]]
    for column in zip(*above, rows[-1], strict=True):
        words: list[str] = []
        for cell in column:
            if cell and cell not in words:
                words.append(cell)
        out.append(" ".join(words))
    return tuple(out)


def _spread(row: Sequence[str]) -> list[str]:
    out: list[str] = []
    for cell in row:
        out.append(cell or (out[-1] if out else ""))
    return out
