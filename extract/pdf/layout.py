"""One page to its lines and tables in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf.asides import put_back, taken_out
from extract.pdf.glyphs import Glyph, Run, runs_of
from extract.pdf.lines import Line, lines_of, walled
from extract.pdf.objects import Drawings
from extract.pdf.rules import Rule, merged
from extract.pdf.tables import Placed, ruled, unruled

WALL = 100.0
"""Points of a stroke that may part two columns of a page."""
CLOSE = 12.0
"""Points between two tables that may be one."""
_PLACE = "\ue000"
"""Stands for a table among runs of text; a private character that no page's text keeps."""


@dataclass(slots=True)
class Layout:
    """What stands on a page, in the order in which it is read.

    Attributes:
        height: Of the page, to tell its margins.
    """

    parts: list[Line | Placed] = field(default_factory=list)
    height: float = 0.0


def layout_of(glyphs: Sequence[Glyph], drawings: Drawings, height: float) -> Layout:
    """Lines and tables of a page."""
    tables, rest = ruled(drawings, glyphs)
    # A frame of one column around text is read as text.
    frames = [table for table in tables if table.is_frame]
    tables = [table for table in tables if not table.is_frame]
    if frames:
        taken = [glyph for glyph in glyphs if any(_inside(glyph, table) for table in tables)]
        outside = {glyph.number for glyph in taken}
        rest = [glyph for glyph in glyphs if glyph.number not in outside]
    boxes, rest = taken_out(drawings, rest)
    runs = runs_of(rest)
    places = [Run(_PLACE + str(n), *table.box) for n, table in enumerate(tables)]
    parts: list[Line | Placed] = []
    walls = [rule for rule in merged(drawings.rules) if _is_wall(rule, tables)]
    for group in walled([*runs, *places], walls):
        here = [tables[int(run.text[1:])] for run in group if run.text[0] == _PLACE]
        lines = lines_of([run for run in group if run.text[0] != _PLACE])
        parts += _grown(_woven(_with_unruled(lines), here))
    return Layout(put_back(parts, boxes), height)


def _is_wall(rule: Rule, tables: Sequence[Placed]) -> bool:
    """Whether a stroke runs down a page, and not through a table."""
    boxes = (table.box for table in tables)
    return (
        not rule.horizontal
        and rule.end - rule.start >= WALL
        and not any(x0 - 1 <= rule.at <= x1 + 1 for x0, _, x1, _ in boxes)
    )


def _grown(parts: list[Line | Placed]) -> list[Line | Placed]:
    """Tables that stand close under each other as one: a header or a total has its own frame."""
    out: list[Line | Placed] = []
    for part in parts:
        above = out[-1] if out else None
        if isinstance(above, Placed) and isinstance(part, Placed) and _belongs(above, part):
            a, b = above.used, part.used
            rows = [tuple(row[i] for i in a) for row in above.rows]
            rows += [tuple(row[i] for i in b) for row in part.rows]
            x0, x1 = min(above.box[0], part.box[0]), max(above.box[2], part.box[2])
            out[-1] = Placed(
                box=(x0, above.box[1], x1, part.box[3]),
                xs=tuple(above.xs[i] for i in a),
                rows=rows,
            )
        else:
            out.append(part)
    return out


def _belongs(above: Placed, below: Placed) -> bool:
    """Whether as many columns stand in the same places, with less than a line between."""
    a, b = above.used, below.used
    if len(a) != len(b) or not -CLOSE < below.box[1] - above.box[3] < CLOSE:
        return False
    ends = [*(above.xs[i] for i in a[1:]), above.box[2]]
    starts = [below.xs[i] for i in b]
    return all(
        above.xs[i] - CLOSE <= start < end for i, start, end in zip(a, starts, ends, strict=True)
    )


def plain_layout(lines: list[Line], height: float) -> Layout:
    """Lines of a page without rules and columns."""
    return Layout(_with_unruled(lines), height)


def _inside(glyph: Glyph, table: Placed) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return table.box[0] <= x < table.box[2] and table.box[1] <= y < table.box[3]


def _with_unruled(lines: list[Line]) -> list[Line | Placed]:
    out: list[Line | Placed] = []
    at = 0
    for start, end, table in unruled(lines):
        out += lines[at:start]
        out.append(table)
        at = end
    return [*out, *lines[at:]]


def _woven(lines: list[Line | Placed], tables: list[Placed]) -> list[Line | Placed]:
    """Tables put before the first line that stands below their top."""
    if not tables:
        return lines
    out: list[Line | Placed] = []
    waiting = sorted(tables, key=lambda table: table.box[1])
    for line in lines:
        middle = (line.y0 + line.y1) / 2 if isinstance(line, Line) else line.box[1]
        while waiting and waiting[0].box[1] < middle:
            out.append(waiting.pop(0))
        out.append(line)
    out += waiting
    for above, below in pairwise(out):
        if isinstance(above, Placed) and isinstance(below, Line):
            below.broken = True
    return out


def plain_text(layout: Layout) -> str:
    """All that the page says, on lines, without clean-up: what a referee compares."""
    out = []
    for part in layout.parts:
        if isinstance(part, Line):
            out.append(part.text)
        else:
            out += ["  ".join(re.sub(r"\s+", " ", cell) for cell in row) for row in part.rows]
    return "\n".join(out)
