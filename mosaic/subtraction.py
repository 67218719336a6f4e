"""Withheld figures that a table's own totals give away: the total less all the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Table

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_NOTHING = re.compile(r"|[-–—]|nil", re.IGNORECASE)
_WITHHELD = re.compile(
    r"(?:<|≤|less than|fewer than|under)\s*(?P<below>\d+|five|ten)|\*+|[xX]|withheld|redacted"
    r"|suppressed|exempt(?:ed)?|s(?:ection|\.)?\s?40(?:\(2\))?",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:grand\s+)?totals?", re.IGNORECASE)
_SOME_TOTAL = re.compile(
    r"\btotals?\b|\bsub-?totals?\b|\ball\b|\boverall\b|\bsum\b", re.IGNORECASE
)
_WORDS = {"five": 5, "ten": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Residue:
    """One withheld cell, and what is left for it.

    Attributes:
        row: Label of its row.
        column: Label of its column.
        cell: As printed.
        value: The total less the other cells.
    """

    row: str
    column: str
    cell: str
    value: int


def residues(table: Table) -> list[Residue]:
    """The withheld cells of a table that follow from the rest of it.

    Down the columns, where the last row is the total, and along the rows, where the last column
    is. That it is one is not taken on trust: another column must be given in full and add up to
    it, and none may fail to. Nothing follows where two cells are withheld, where the rest already
    makes the total (it then leaves the cell out), or where what is left does not fit what is
    printed ("<5").
    """
    header, rows = table.header, table.rows
    if not rows or len(header) < 2 or any(len(row) != len(header) for row in rows):
        return []
    down = list(_down(header, rows))
    turned = [tuple(cells) for cells in zip(header, *rows, strict=True)]
    along = [
        Residue(row=one.column, column=one.row, cell=one.cell, value=one.value)
        for one in _down(turned[0], turned[1:])
    ]
    return list(dict.fromkeys([*down, *along]))


def _down(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Residue]:
    *parts, total = rows
    if len(parts) < 2 or not _TOTAL.fullmatch(total[0].strip()):
        return
    if any(_SOME_TOTAL.search(row[0]) or not row[0].strip() for row in parts):
        return
    proven = False
    found: list[Residue] = []
    for at in range(1, len(header)):
        whole = _number(total[at])
        cells = [row[at].strip() for row in parts]
        values = [_number(cell) for cell in cells]
        unknown = [place for place, value in enumerate(values) if value is None]
        rest = sum(value for value in values if value is not None)
        if whole is None:
            continue
        if not unknown:
            if whole != rest:
                return
            # A column of nothing proves nothing.
            proven = proven or sum(value is not None and value > 0 for value in values) > 1
        elif len(unknown) == 1:
            place = unknown[0]
            match = _WITHHELD.fullmatch(cells[place])
            if match and 0 < whole - rest < _below(match):
                found.append(
                    Residue(
                        row=parts[place][0].strip(),
                        column=header[at].strip(),
                        cell=cells[place],
                        value=whole - rest,
                    )
                )
    if proven:
        yield from found


def _number(cell: str) -> int | None:
    bare = cell.strip()
    if _NOTHING.fullmatch(bare):
        return 0
    return int(bare.replace(",", "")) if _NUMBER.fullmatch(bare) else None


def _below(match: re.Match[str]) -> float:
    said = match["below"]
    if said is None:
        return float("inf")
    bound = _WORDS.get(said.casefold()) or int(said)
    return bound + 1 if "≤" in match[0] else bound
