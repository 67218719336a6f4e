"""Tables of a page: cells between rules, or columns of figures without any."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.grid import is_figure
from extract.pdf.glyphs import Box, Glyph, runs_of
from extract.pdf.lines import MARKER, Cell, Line, lines_of, paragraphs
from extract.pdf.objects import Drawings
from extract.pdf.rules import Grid, grids

_LEADER = re.compile(r"\s*(?:\.{4,}|(?:\. ){4,}\.?|…{2,}|_{4,})\s*")
_FORMULA = re.compile(r"^[A-Z][A-Za-z ]{1,30}:$")


@dataclass(slots=True)
class Placed:
    """A table where it stands on the page.

    Attributes:
        xs: Left ends of its columns, to find its continuation on the next page by.
        rows: Cells with their own lines and paragraphs.
    """

    box: Box
    xs: tuple[float, ...]
    rows: list[tuple[str, ...]]

    @property
    def is_frame(self) -> bool:
        """Whether only one column has anything in it."""
        return len(self.used) < 2

    @property
    def used(self) -> list[int]:
        """Numbers of the columns with anything in them."""
        columns = zip(*self.rows, strict=True)
        return [number for number, column in enumerate(columns) if any(column)]


def ruled(drawings: Drawings, glyphs: Sequence[Glyph]) -> tuple[list[Placed], list[Glyph]]:
    """Tables with lines around their cells, and the characters outside of them.

    Strokes come first: the edges of shaded areas make a table only where no strokes do.
    """
    found = [grid for grid in grids(drawings.rules) if _is_tabular(grid)]
    if drawings.edges:
        for grid in grids([*drawings.rules, *drawings.edges]):
            if _is_tabular(grid) and not any(_overlap(grid.box, other.box) for other in found):
                found.append(grid)
    tables: list[Placed] = []
    rest = list(glyphs)
    for grid in sorted(found, key=lambda grid: (grid.box[1], grid.box[0])):
        inside = [glyph for glyph in rest if _contains(grid.box, glyph)]
        table = _fill(grid, inside)
        if table:
            tables.append(table)
            taken = {glyph.number for glyph in inside}
            rest = [glyph for glyph in rest if glyph.number not in taken]
    return tables, rest


def may_have_tables(drawings: Drawings) -> bool:
    """Whether strokes or shaded areas enclose cells on a page."""
    if any(map(_is_tabular, grids(drawings.rules))):
        return True
    return bool(drawings.edges) and any(
        map(_is_tabular, grids([*drawings.rules, *drawings.edges]))
    )


def _is_tabular(grid: Grid) -> bool:
    """Two columns and two rows at least, or one row of several: a frame of one cell is none."""
    cells = sum(cell is not None for row in grid.cells for cell in row)
    return len(grid.xs) >= 2 and cells >= 2


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _contains(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _fill(grid: Grid, glyphs: Sequence[Glyph]) -> Placed | None:
    """Put each character into the cell that its middle lies in."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(grid.cells):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            last_row = bisect_right(grid.ys, cell[3] - 0.01)
            last_column = bisect_right(grid.xs, cell[2] - 0.01)
            for r in range(row, max(last_row, row + 1)):
                for c in range(column, max(last_column, column + 1)):
                    owner.setdefault((r, c), (row, column))
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        place = (bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1)
        inside.setdefault(owner.get(place, place), []).append(glyph)
    texts = {place: cell_text(found) for place, found in inside.items()}
    width, height = len(grid.xs), len(grid.ys)
    rows = [
        tuple(texts.get((r, c), "") for c in range(width))
        for r in range(height)
        if any(texts.get((r, c)) for c in range(width))
    ]
    return Placed(box=grid.box, xs=grid.xs, rows=rows) if rows else None


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The lines of a cell; a blank line where a paragraph begins."""
    out: list[str] = []
    for line, opens in paragraphs(lines_of(runs_of(glyphs))):
        if opens and out:
            out.append("")
        out.append(re.sub(r" {2,}", " ", line.text))
    return "\n".join(out)


def unruled(lines: Sequence[Line]) -> list[tuple[int, int, Placed]]:
    """Tables without rules among the lines of a column: ``(first, behind last, table)``.

    Only what cannot be read as text is one: at least three lines whose pieces stand under each
    other, all columns but the first holding mostly figures, or three columns and more all filled.
    """
    out: list[tuple[int, int, Placed]] = []
    start = 0
    lines = [_unled(line) if _may_lead(line.text) else line for line in lines]
    while start < len(lines):
        if len(lines[start].pieces) < 2:
            start += 1
            continue
        end = start
        while end < len(lines) and _goes_on(lines, start, end):
            end += 1
        table = _columns(lines[start:end]) if end - start >= 3 else None
        if table:
            out.append((start, end, table))
        start = max(end, start + 1)
    return out


def _goes_on(lines: Sequence[Line], start: int, at: int) -> bool:
    line = lines[at]
    if at > start and line.y0 - lines[at - 1].y1 > 2.0 * max(line.size, 1):
        return False
    if len(line.pieces) >= 2:
        return True
    # A single piece is the first line of a long label only if figures follow right below.
    return at + 1 < len(lines) and len(lines[at + 1].pieces) >= 2 and len(line.text) < 60


def _may_lead(text: str) -> bool:
    """A cheap look before the expression is tried: hardly a line has a leader."""
    return "...." in text or ". . ." in text or "……" in text or "____" in text


def _unled(line: Line) -> Line:
    """A line with its pieces parted by leaders too: dots that lead the eye to a figure."""
    out: list[Cell] = []
    for text, x0, x1 in line.pieces or ((line.text, line.x0, line.x1),):
        at = 0
        wide = (x1 - x0) / max(len(text), 1)
        for gap in [*_LEADER.finditer(text), None]:
            end = gap.start() if gap else len(text)
            if part := text[at:end].strip():
                # Figures end where their line ends; where the others stand is an estimate.
                left, right = x0 + wide * at, x0 + wide * end
                out.append((part, x1 - wide * (end - at) if gap is None else left, right))
            at = gap.end() if gap else end
    return replace(line, pieces=tuple(out))


def _is_contents(lines: Sequence[Line], rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether leaders lead to numbers that never fall: pages in a table of contents."""
    if len(rows[0]) > 2 or not any(_LEADER.search(line.text) for line in lines):
        return False
    numbers = [int(row[1]) for row in rows if row[1].isdigit()]
    return numbers == sorted(numbers)


def _columns(lines: Sequence[Line]) -> Placed | None:
    spans: list[list[float]] = []
    for line in lines:
        for _, x0, x1 in line.pieces:
            spans.append([x0, x1])
    spans.sort()
    columns: list[list[float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1] - 1:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    if len(columns) < 2:
        return None
    rows = []
    for line in lines:
        row = [""] * len(columns)
        for text, x0, _ in line.pieces:
            place = max(i for i, column in enumerate(columns) if column[0] <= x0 + 0.5)
            row[place] = f"{row[place]} {text}".strip()
        rows.append(tuple(row))
    if not (_is_figures(rows) or _is_words(rows)) or _is_contents(lines, rows):
        return None
    box = (columns[0][0], lines[0].y0, columns[-1][1], lines[-1].y1)
    return Placed(box=box, xs=tuple(column[0] for column in columns), rows=rows)


def _is_figures(rows: Sequence[tuple[str, ...]]) -> bool:
    firsts = [row[0] for row in rows if row[0]]
    if firsts and all(MARKER.match(cell) or _FORMULA.match(cell) for cell in firsts):
        return False
    body = rows[1:] if len(rows) > 3 else rows
    others = [cell for row in body for cell in row[1:] if cell]
    if len(others) < 3 or sum(map(is_figure, others)) < 0.7 * len(others):
        return False
    several = sum(sum(map(bool, row)) >= 2 for row in rows)
    return several >= 0.6 * len(rows)


def _is_words(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows of short words are a table: three columns at least, nearly all filled."""
    cells = [cell for row in rows for cell in row]
    if len(rows[0]) < 3 or any(len(cell) > 45 for cell in cells):
        return False
    if all(MARKER.match(row[0]) for row in rows if row[0]):
        return False
    return sum(map(bool, cells)) >= 0.9 * len(cells)
