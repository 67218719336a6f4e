"""Framed boxes of text beside the text of a page: read on their own, not line by line with it."""

from collections.abc import Iterable, Sequence

from extract.pdf.glyphs import Box, Glyph, runs_of
from extract.pdf.lines import Line, lines_of
from extract.pdf.objects import Drawings
from extract.pdf.rules import grids
from extract.pdf.tables import Placed

NARROWEST, LOWEST = 60.0, 24.0
"""Points from which a frame can hold lines of text; a box to tick is smaller."""


def frames(drawings: Drawings) -> list[Box]:
    """Frames of one cell."""
    found = grids(drawings.rules)
    if drawings.edges:
        found += grids([*drawings.rules, *drawings.edges])
    return sorted(
        {
            grid.box
            for grid in found
            if sum(cell is not None for row in grid.cells for cell in row) == 1
            and grid.box[2] - grid.box[0] >= NARROWEST
            and grid.box[3] - grid.box[1] >= LOWEST
        }
    )


def is_beside(frame: Box, boxes: Iterable[Box]) -> bool:
    """Whether some text stands at the height of a frame without standing in it."""
    x0, y0, x1, y1 = frame
    return any(
        y0 < (box[1] + box[3]) / 2 < y1 and not (x0 - 2 <= box[0] and box[2] <= x1 + 2)
        for box in boxes
    )


def taken_out(
    drawings: Drawings, glyphs: Sequence[Glyph]
) -> tuple[list[tuple[Box, list[Line]]], list[Glyph]]:
    """The lines of each box that has text beside it, and the characters outside of them."""
    found: list[tuple[Box, list[Line]]] = []
    rest = list(glyphs)
    for frame in frames(drawings) if rest else ():
        x0, y0, x1, y1 = frame
        inside = [
            glyph
            for glyph in rest
            if x0 <= (glyph.x0 + glyph.x1) / 2 < x1 and y0 <= (glyph.y0 + glyph.y1) / 2 < y1
        ]
        numbers = {glyph.number for glyph in inside}
        outside = [glyph for glyph in rest if glyph.number not in numbers]
        boxes = [(glyph.x0, glyph.y0, glyph.x1, glyph.y1) for glyph in outside]
        lines = lines_of(runs_of(inside)) if inside else []
        if len(lines) > 1 and is_beside(frame, boxes):
            found.append((frame, lines))
            rest = outside
    return found, rest


def put_back(
    parts: list[Line | Placed], boxes: Sequence[tuple[Box, list[Line]]]
) -> list[Line | Placed]:
    """Each box behind the paragraph that ends below its top, set off from what is around it."""
    out = list(parts)
    for frame, lines in boxes:
        at = next((n for n, part in enumerate(out) if _top(part) >= frame[1]), len(out))
        while at < len(out) and not _opens(out, at):
            at += 1
        lines[0].broken = True
        if at < len(out) and isinstance(following := out[at], Line):
            following.broken = True
        out[at:at] = lines
    return out


def _top(part: Line | Placed) -> float:
    return part.y0 if isinstance(part, Line) else part.box[1]


def _opens(parts: Sequence[Line | Placed], at: int) -> bool:
    """Whether a paragraph may begin with a part."""
    above, below = parts[at - 1] if at else None, parts[at]
    if not (isinstance(above, Line) and isinstance(below, Line)):
        return True
    return below.broken or below.y0 - above.y1 > 0.6 * below.size
