"""Runs of characters to lines, columns and paragraphs, in the order in which a person reads."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf.glyphs import Run
from extract.pdf.rules import Rule

WIDE = 1.6
"""Gap between two pieces of a line, by the height of its type, from which they are cells."""
NARROW = 0.65
"""Likewise, from which they may be cells if other lines agree."""
MARKER = re.compile(r"^(\(?[0-9]{1,3}[.)]?|\(?[a-zA-Z][.)]|\(?[ivxIVX]+[.)]|[•▪o➢✓\-–*])$")
"""What opens an item of a list: the gap behind it parts no cells."""
FEW, STEP, IN_STEP = 4, 2.0, 0.75
"""Lines on each side of a drawn line, points by which two of them may differ in height and stand
beside each other, and the part of them from which on they are rows."""
GUTTER = 8.0
"""Least points between two columns of text."""


Cell = tuple[str, float, float]
"""A text with its left and right end."""


@dataclass(slots=True)
class Line:
    """One line as displayed.

    Attributes:
        cells: Its parts with wide gaps between them, each with its left and right end.
        pieces: Likewise with narrower gaps, which part columns if they stand under each other.
        broken: Something else than text stands before it: it opens a paragraph.
        running: It is the head or the foot of the page, and no part of what the text says.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    cells: tuple[Cell, ...] = ()
    pieces: tuple[Cell, ...] = ()
    broken: bool = False
    running: bool = False

    @property
    def size(self) -> float:
        return self.y1 - self.y0


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Runs of one column to lines, top to bottom; raised figures join the line they stand on."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.size, run.y0)):
        for row in rows:
            core = row[0]
            overlap = min(run.y1, core.y1) - max(run.y0, core.y0)
            if overlap > 0.5 * min(run.size, core.size):
                row.append(run)
                break
        else:
            rows.append([run])
    rows.sort(key=lambda row: row[0].middle)
    return [_line(row) for row in rows]


def _line(row: list[Run]) -> Line:
    row.sort(key=lambda run: run.x0)
    size = max(run.size for run in row)
    cells = _parted(row, WIDE * size)
    if len(cells) > 1 and MARKER.match(cells[0][0]):
        (marker, x0, _), (text, _, x1), *rest = cells
        cells = [(f"{marker} {text}", x0, x1), *rest]
    core = max(row, key=lambda run: (len(run.text), run.size))
    return Line(
        "   ".join(cell for cell, _, _ in cells),
        row[0].x0,
        core.y0,
        max(run.x1 for run in row),
        core.y1,
        tuple(cells),
        tuple(_parted(row, NARROW * size)),
    )


def _parted(row: Sequence[Run], least: float) -> list[Cell]:
    """Runs of a line put together where less than a gap is between them."""
    size = max(run.size for run in row)
    out: list[Cell] = []
    text, x0, x1 = row[0].text, row[0].x0, row[0].x1
    for run in row[1:]:
        gap = run.x0 - x1
        if gap > least:
            out.append((text, x0, x1))
            text, x0 = run.text, run.x0
        else:
            text += (" " if gap > 0.12 * size else "") + run.text
        x1 = max(x1, run.x1)
    return [*out, (text, x0, x1)]


def columns_of(runs: Sequence[Run], depth: int = 0) -> list[list[Run]]:
    """Runs to groups that are read one after the other: columns of prose side by side.

    Blocks side by side that are no prose (an address beside a date, an unruled table) stay
    together: their lines are read across.
    """
    gutter = _gutter(runs) if depth < 3 and len(runs) >= 12 else None
    if gutter is None:
        return [list(runs)] if runs else []
    left, right = gutter
    crossing = sorted(
        (run for run in runs if run.x0 < left and run.x1 > right), key=lambda run: run.middle
    )
    out: list[list[Run]] = []
    rest = [run for run in runs if not (run.x0 < left and run.x1 > right)]
    bounds = [run.middle for run in crossing] + [float("inf")]
    above: list[Run] = []
    at = float("-inf")
    for index, bound in enumerate(bounds):
        slab = [run for run in rest if at <= run.middle < bound]
        lefts = [run for run in slab if run.x1 <= (left + right) / 2]
        rights = [run for run in slab if run.x1 > (left + right) / 2]
        if _is_prose(lefts) and _is_prose(rights):
            if above:
                out.append(above)
                above = []
            out += columns_of(lefts, depth + 1)
            out += columns_of(rights, depth + 1)
        else:
            above += slab
        if index < len(crossing):
            above.append(crossing[index])
        at = bound
    if above:
        out.append(above)
    return out


def walled(runs: Sequence[Run], walls: Sequence[Rule]) -> list[list[Run]]:
    """Runs to groups like :func:`columns_of`; what stands beside a drawn line is two columns.

    That is so where its two sides do not run in step: what is set line by line is read across.
    """
    for wall in walls:
        above = [run for run in runs if run.middle < wall.start]
        below = [run for run in runs if run.middle > wall.end]
        beside = [run for run in runs if wall.start <= run.middle <= wall.end]
        left = [run for run in beside if run.x1 <= wall.at]
        right = [run for run in beside if run.x0 >= wall.at]
        if len(left) + len(right) == len(beside) and _out_of_step(left, right):
            sides = (above, left, right, below)
            rest = [other for other in walls if other is not wall]
            return [group for side in sides for group in walled(side, rest)]
    return columns_of(runs)


def _out_of_step(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether both sides have several lines, and most of one have none beside them."""
    sides = [[(line.y0 + line.y1) / 2 for line in lines_of(side)] for side in (left, right)]
    fewer, more = sorted(sides, key=len)
    beside = sum(any(abs(at - other) < STEP for other in more) for at in fewer)
    return len(fewer) >= FEW and beside < IN_STEP * len(fewer)


def _gutter(runs: Sequence[Run]) -> tuple[float, float] | None:
    """The white strip that parts the most text, if there is one in the middle of it."""
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    width = x1 - x0
    if width < 200:
        return None
    step = 2.0
    size = int(width / step) + 1
    cover = [0] * (size + 1)
    for run in runs:
        # Full-width lines do not close a gutter; they part the page into slabs.
        if run.x1 - run.x0 < 0.62 * width:
            for index in range(int((run.x0 - x0) / step), int((run.x1 - x0) / step) + 1):
                cover[index] += 1
    lower, upper = int(size * 0.25), int(size * 0.75)
    allowed = max(1, len(runs) // 40)
    best: tuple[int, int] | None = None
    start = None
    for index in range(lower, upper + 1):
        if cover[index] <= allowed and index < upper:
            start = index if start is None else start
        elif start is not None:
            if best is None or index - start > best[1] - best[0]:
                best = (start, index)
            start = None
    if best is None or (best[1] - best[0]) * step < GUTTER:
        return None
    return x0 + best[0] * step, x0 + best[1] * step - step


def _is_prose(runs: Sequence[Run]) -> bool:
    """Whether a column is filled with running text rather than figures or an address."""
    lines = lines_of(runs)
    if len(lines) < 4:
        return False
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    full = sum(line.x1 - line.x0 > 0.7 * width for line in lines)
    letters = sum(len(line.text) for line in lines) / len(lines)
    gapped = sum(len(line.pieces) > 1 for line in lines)
    return full >= 0.5 * len(lines) and letters >= 18 and gapped < 0.5 * len(lines)


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line with whether a paragraph begins with it."""
    usual = pitch(lines)
    last: Line | None = None
    for line in lines:
        yield line, last is None or line.broken or _parts(last, line, usual)
        last = line


def pitch(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, from bottom to bottom; 0 where there is none."""
    steps: Counter[float] = Counter()
    flowing: Counter[float] = Counter()
    right = max((line.x1 for line in lines), default=0.0)
    for above, below in pairwise(lines):
        step = below.y1 - above.y1
        if 0 < step < 2.6 * max(above.size, 1):
            steps[round(step * 2) / 2] += 1
            if below.text[:1].islower() or above.x1 > 0.9 * right:
                flowing[round(step * 2) / 2] += 1
    usual = _most(steps)
    size = max((line.size for line in lines), default=0.0)
    near = [step for step in steps if abs(step - usual) <= 0.5]
    if usual > 1.7 * size and sum(flowing[s] for s in near) * 3 < sum(steps[s] for s in near):
        # Most paragraphs are of one line: the usual step is the one between paragraphs.
        closer = Counter({step: n for step, n in steps.items() if 1.5 * step < usual})
        return _most(closer) or 1.25 * size
    return usual


def _most(steps: Counter[float]) -> float:
    """The step that occurs most, with those near to it; 0 where there is none."""
    if not steps:
        return 0.0
    near = {step: sum(n for other, n in steps.items() if abs(other - step) <= 0.5)
            for step in steps}  # fmt: skip
    return max(sorted(near), key=lambda step: near[step])


def _parts(above: Line, below: Line, usual: float) -> bool:
    """Whether more than the usual white lies between two lines, or the type changes."""
    step = below.y1 - above.y1
    if step < -0.5 * below.size:
        return True  # the top of another column
    expected = usual or 1.25 * above.size
    # Where the usual step is that between paragraphs, lines of one are closer to each other.
    expected = min(expected, 2.2 * above.size)
    if abs(below.size - above.size) > 0.18 * max(above.size, below.size):
        return step > 1.1 * max(above.size, below.size)
    return step > 1.22 * expected + 0.5
