"""A table as figures: what each cell is of, by the words of its row and column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.document import Table
from extract.grid import split_header
from mosaic.amount import Amount, amount, unit_said
from mosaic.timespan import Timespan, basis_said, of_basis, timespan, within

TOTAL = re.compile(
    r"\b(?:sub-?\s?|grand )?totals?\b|\boverall\b|\ball (?:\w+ )?(?:offences|crimes)?$", re.I
)
_BARE_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|force|sub-?)\s*)?totals?"
    r"(?: (?:number|count|figure|for (?:the )?year))?\W*"
    r"|\W*(?:all|sum|overall)\W*",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"\W*(?:no\.?|nos\.?|#|id|item|row|line|serial(?: no\.?| number)?|s/?n|ref(?:erence)?(?: no\.?"
    r"| number)?|(?:crime|incident|case|urn|collar|warrant)\s*(?:ref\w*|no\.?|number)?"
    r"|post\s?code|telephone|phone|question|q)\W*|.*\bversion\b.*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\W*(?:notes?|comments?|remarks?|reasons?|explanation|source)\W*", re.I)
_SILENT = frozenset({"dash", "blank"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cell with a quantity, or with one of the ways to give none.

    Attributes:
        row, column: Place in the table as it was extracted, both from 1; its header is row 0.
        labels: Words of the row, then those of the column, as printed; time is not among them.
        measure: Head of the only column of figures, which says what all of them count.
        span: Of which time it is; ``None`` where neither row nor column says.
        total: Row or column is printed as a total, or is one by its figures.
        adds_up: Whether the parts of the column make the total; ``None`` where that can not be
            said, or it is none.
    """

    row: int
    column: int
    labels: tuple[str, ...]
    measure: str | None = None
    span: Timespan | None
    amount: Amount
    total: bool = False
    adds_up: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulated:
    """What a table holds.

    Attributes:
        kind: ``figures``; ``rows`` where each row is a record and none of its cells a count;
            ``words`` where nothing in it is a quantity.
        entries: Of figures.
        rows: How many there are below the header.
    """

    kind: Literal["figures", "rows", "words"]
    entries: tuple[Entry, ...] = ()
    rows: int


@dataclass(slots=True)
class _Grid:
    """A table in the making; ``above`` is how many of its rows went into the header."""

    header: list[str]
    rows: list[list[str]]
    caption: str
    above: int


def tabulated(table: Table, *, near: str = "") -> Tabulated:
    """The figures of a table.

    Years may stand in rows or columns, months in one and years in the other. A header of two rows
    is joined. A total is told from its parts and never added.

    Args:
        table: As extracted.
        near: The words before it, which may say its unit or its years.
    """
    grid = _grid(table)
    height = len(grid.rows)
    if not grid.rows or max(map(len, grid.rows)) < 2:
        return Tabulated(kind="words", rows=height)
    amounts = [[amount(cell) for cell in row] for row in grid.rows]
    labels = _label_columns(grid, amounts)
    values = [
        at
        for at in range(len(grid.header))
        if at not in labels and _is_value(grid.header[at], [row[at] for row in amounts])
    ]
    if not any(row[at].counted or row[at].high or row[at].low for row in amounts for at in values):
        # A list of cases, or a table of words.
        return Tabulated(kind="rows" if height > 2 else "words", rows=height)
    words = " ".join((grid.caption, near, *(grid.header[at] for at in labels)))
    unit = unit_said(f"{grid.caption} {near}")
    entries = [
        entry
        for own, columns in _blocks(grid, labels, values)
        for entry in _entries(grid, amounts, own, columns, unit, words)
    ]
    unnamed = bool(labels) and not any(grid.rows[-1][at] for at in labels)
    keys = Counter((entry.labels, entry.span and entry.span.label) for entry in entries)
    if height > 8 and sum(many > 1 for many in keys.values()) * 2 > len(keys):
        return Tabulated(kind="rows", rows=height)
    return Tabulated(
        kind="figures", entries=tuple(_totalled(entries, unnamed=unnamed)), rows=height
    )


def _grid(table: Table) -> _Grid:
    """The table with one header row: a title above it set aside, a second header row joined."""
    header, rows = list(table.header), [list(row) for row in table.rows]
    width = max([len(header), *map(len, rows)], default=0)
    header += [""] * (width - len(header))
    rows = [row + [""] * (width - len(row)) for row in rows]
    caption, above = "", 0
    while rows and width > 1:
        top = header if any(header) else rows[0]
        if sum(map(bool, top)) > 1 or (not any(header) and len(rows) < 3):
            break
        caption = f"{caption} {' '.join(filter(None, top))}".strip()
        if not any(header):
            rows, above = rows[1:], above + 1
        found, below = split_header([tuple(row) for row in rows])
        header, rows = list(found) or [""] * width, [list(row) for row in below]
        above += bool(found)
        if any(header):
            continue
        break
    if not any(header) and len(rows) > 2 and _heads(rows[0], rows[1]):
        header, rows, above = rows[0], rows[1:], above + 1
    while len(rows) > 1 and any(header) and _second(header, rows[0], rows[1]):
        spread = _spread(header)
        header = [
            " ".join(dict.fromkeys(filter(None, (over, under))))
            for over, under in zip(spread, rows[0], strict=True)
        ]
        rows, above = rows[1:], above + 1
    return _Grid(header=header, rows=rows, caption=caption, above=above)


def _heads(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row names columns: words and times over figures."""
    cells = [cell for cell in row[1:] if cell]
    return (
        bool(cells)
        and all(timespan(cell)[0] or amount(cell).state == "words" for cell in cells)
        and any(amount(cell).counted for cell in below[1:])
    )


def _second(header: Sequence[str], row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row goes on with the header: its cells name columns, as those above do."""
    gaps = [at for at, cell in enumerate(header) if at and not cell and row[at]]
    doubled = len(set(filter(None, header[1:]))) < len(list(filter(None, header[1:])))
    if row[0] and (row[0] != header[0] or not (gaps or doubled)):
        return False
    return _heads(row, below)


def _spread(header: Sequence[str]) -> list[str]:
    """A cell over several columns stands for each of them, but never for the column of labels."""
    out: list[str] = []
    for at, cell in enumerate(header):
        out.append(cell or (out[-1] if at > 1 else ""))
    return out


def _label_columns(grid: _Grid, amounts: Sequence[Sequence[Amount]]) -> list[int]:
    """The columns that say what the others are of: words and times before the figures."""
    found: list[int] = []
    for at, head in enumerate(grid.header):
        cells = [row[at] for row in grid.rows]
        column = [row[at] for row in amounts]
        said = [one for one in column if one.state not in _SILENT]
        times = sum(bool(timespan(cell)[0]) for cell in cells if cell)
        words = sum(one.state == "words" for one in said)
        named = words * 2 >= len(said) > 0 or (times and times * 2 >= len(said))
        if at == 0:
            found.append(at)
        elif _NOTE.fullmatch(head):
            continue
        elif named and not timespan(head)[0]:
            found.append(at)
        elif said:
            break
    return found


def _blocks(
    grid: _Grid, labels: Sequence[int], values: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """The table as it is, or the tables that stand in it side by side, each with its labels.

    "Jan 41 | Jul 46": a column behind figures that has times, or the head of the first column.
    """
    own, columns = list(labels), [at for at in values if at < len(grid.header)]
    again = [
        at
        for at in range(min(columns, default=0), len(grid.header))
        if at not in values
        and any(at < column for column in values)
        and (
            (grid.header[at] and grid.header[at] == grid.header[labels[0]])
            or all(timespan(row[at])[0] for row in grid.rows if row[at])
        )
    ]
    for start in again:
        yield own, [at for at in columns if at < start]
        own, columns = [start], [at for at in columns if at > start]
    yield own, columns


def _is_value(head: str, column: Sequence[Amount]) -> bool:
    said = [one for one in column if one.state != "blank"]
    if _INDEX.fullmatch(head) or not said:
        return False
    return sum(one.state != "words" for one in said) * 2 > len(said)


def _entries(
    grid: _Grid,
    amounts: Sequence[Sequence[Amount]],
    labels: Sequence[int],
    values: Sequence[int],
    unit: str | None,
    words: str,
) -> Iterator[Entry]:
    basis = basis_said(words)
    heads = {at: timespan(grid.header[at]) for at in values}
    kept = [
        at for at in labels
        if not (len(labels) > 1 and (_INDEX.fullmatch(grid.header[at]) or _counts_up(grid, at)))
    ]  # fmt: skip
    kept = kept or list(labels[-1:])
    above: list[str] = [""] * len(kept)
    headings = _headings(grid, kept, values)
    heading = ""
    lone = len(values) == 1
    for at, row in enumerate(grid.rows):
        if at in headings:
            heading = row[kept[0]]
            continue
        said = [row[column] for column in kept]
        for place, cell in enumerate(said):
            # A cell over several rows is printed in the first of them.
            if not cell and place < len(said) - 1 and any(said[place + 1 :]):
                said[place] = above[place]
        above = said
        spans = [timespan(cell) for cell in said]
        row_span = next((span for span, _ in reversed(spans) if span), None)
        row_words = [heading] if heading and headings else []
        row_words += [rest for _, rest in spans if rest]
        for column in values:
            if not grid.header[column] and amounts[at][column].state == "blank":
                continue
            span, rest = heads[column]
            both = _both(row_span, span)
            one = amounts[at][column]
            said_unit = unit_said(rest) or unit_said(" ".join(row_words)) or unit
            # A lone column called "Total" is what was asked for, not a sum of others.
            printed_total = any(map(_is_total, row_words)) or (not lone and _is_total(rest))
            if both is not None and basis == "financial":
                both = of_basis(both, "financial")
            yield Entry(
                row=grid.above + at + 1,
                column=column + 1,
                labels=tuple(filter(None, (*row_words, "" if lone else rest))),
                measure=rest if lone and rest else None,
                span=both,
                amount=one.of_unit(said_unit if one.state not in ("words",) else None),
                total=printed_total,
            )


def _counts_up(grid: _Grid, at: int) -> bool:
    cells = [row[at] for row in grid.rows if row[at]]
    return len(cells) > 2 and cells == [str(n) for n in range(1, len(cells) + 1)]


def _headings(grid: _Grid, labels: Sequence[int], values: Sequence[int]) -> set[int]:
    """Rows that head those below them: a label alone, in a table whose labels are not unique."""
    bare = {
        at
        for at, row in enumerate(grid.rows)
        if row[labels[0]] and not any(row[column] for column in (*labels[1:], *values))
    }
    below = Counter(
        tuple(row[column] for column in labels)
        for at, row in enumerate(grid.rows)
        if at not in bare
    )
    return bare if bare and max(below.values(), default=0) > 1 else set()


def _both(row: Timespan | None, column: Timespan | None) -> Timespan | None:
    """The time of a cell; a month goes with a year, other pairs leave the more exact one."""
    if row is None or column is None:
        return row or column
    joined = within(row, column)
    if joined is not None:
        return joined
    if row.label == column.label:
        return row
    return replace(row, label=f"{row.label}, {column.label}", start=None, end=None, basis=None)


def _is_total(label: str) -> bool:
    return bool(_BARE_TOTAL.fullmatch(label) or re.match(r"(?:grand |sub-?)?total\b", label, re.I))


def _totalled(entries: Sequence[Entry], *, unnamed: bool) -> Iterator[Entry]:
    """The entries, totals by their figures among them, and whether printed ones add up."""
    by_column: dict[int, list[Entry]] = {}
    for entry in entries:
        by_column.setdefault(entry.column, []).append(entry)
    last = max(entry.row for entry in entries)
    final = [entry for entry in entries if entry.row == last]
    sums = {at: _sum(column, last) for at, column in by_column.items()}
    by_figures = (
        unnamed
        and all(sums[entry.column] is not None for entry in final)
        and all(entry.amount.value == sums[entry.column] for entry in final)
    )
    for entry in entries:
        row_total = entry.total or (by_figures and entry.row == last)
        adds_up = None
        if row_total and entry.row == last and entry.amount.counted:
            found = sums[entry.column]
            adds_up = None if found is None else found == entry.amount.value
        yield replace(entry, total=row_total, adds_up=adds_up)


def _sum(column: Sequence[Entry], last: int) -> int | float | None:
    """What the parts above the last row make; ``None`` where it is unknown."""
    parts = [entry for entry in column if entry.row != last]
    if len(parts) < 2 or any(entry.amount.unit == "%" for entry in parts):
        return None
    if any(any(map(_is_total, entry.labels[:1])) for entry in parts):
        return None
    known = [entry.amount for entry in parts if entry.amount.state not in _SILENT]
    if any(one.value is None for one in known):
        return None
    found = sum(one.value for one in known if one.value is not None)
    silent = len(known) < len(parts)
    total = next((entry.amount.value for entry in column if entry.row == last), None)
    # A dash or a gap may hide a figure: with one the parts prove a total, and disprove none.
    return found if not silent or found == total else None
