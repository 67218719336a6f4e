"""The ruled lines of a page, and the cells that they enclose."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.pdf.glyphs import Box

SNAP = 3.0
"""Points within which two lines are one, touch, or cross."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical stroke.

    Attributes:
        at: Its y where it is horizontal, else its x.
        start: Where it begins along the other axis.
    """

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Grid:
    """A table's cells, row by row; ``None`` where a merged cell covers the place."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[Box | None, ...], ...]


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Strokes that lie on or continue each other as one; what is too short to rule is dropped."""
    out: list[Rule] = []
    for horizontal in (True, False):
        group = sorted((r for r in rules if r.horizontal == horizontal), key=lambda rule: rule.at)
        cluster: list[Rule] = []
        for rule in group:
            if cluster and rule.at - cluster[-1].at > SNAP:
                out += _joined(cluster)
                cluster = []
            cluster.append(rule)
        if cluster:
            out += _joined(cluster)
    return [rule for rule in out if rule.end - rule.start >= SNAP]


def _joined(cluster: Sequence[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in cluster) / len(cluster)
    horizontal = cluster[0].horizontal
    out: list[tuple[float, float]] = []
    for rule in sorted(cluster, key=lambda rule: rule.start):
        if out and rule.start <= out[-1][1] + SNAP:
            out[-1] = (out[-1][0], max(out[-1][1], rule.end))
        else:
            out.append((rule.start, rule.end))
    return [Rule(horizontal, at, start, end) for start, end in out]


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that strokes enclose: cells that touch at a corner belong together."""
    strokes = merged(rules)
    across = [rule for rule in strokes if rule.horizontal]
    down = [rule for rule in strokes if not rule.horizontal]
    if len(across) < 2 or len(down) < 2:
        return []
    cells = _cells(across, down)
    return sorted(map(_grid, _touching(cells)), key=lambda grid: (grid.box[1], grid.box[0]))


def _cells(across: list[Rule], down: list[Rule]) -> list[Box]:
    """The smallest boxes with strokes on all four sides."""
    rows: dict[float, list[tuple[float, int]]] = defaultdict(list)
    columns: dict[float, list[tuple[float, int]]] = defaultdict(list)
    through: dict[tuple[float, float], tuple[set[int], set[int]]] = {}
    for v_number, v in enumerate(down):
        for h_number, h in enumerate(across):
            if v.start - SNAP <= h.at <= v.end + SNAP and h.start - SNAP <= v.at <= h.end + SNAP:
                point = (v.at, h.at)
                if point not in through:
                    through[point] = (set(), set())
                    rows[h.at].append((v.at, h_number))
                    columns[v.at].append((h.at, v_number))
                through[point][0].add(h_number)
                through[point][1].add(v_number)
    for points in (*rows.values(), *columns.values()):
        points.sort()
    out: list[Box] = []
    for (x, y), (h_here, v_here) in through.items():
        found = None
        for below, _ in columns[x]:
            if below <= y or not v_here & through[x, below][1]:
                continue
            for right, _ in rows[y]:
                if right <= x or not h_here & through[right, y][0]:
                    continue
                corner = through.get((right, below))
                if (
                    corner
                    and corner[1] & through[right, y][1]
                    and corner[0] & through[x, below][0]
                ):
                    found = (x, y, right, below)
                    break
            if found:
                break
        if found:
            out.append(found)
    return out


def _touching(cells: list[Box]) -> list[list[Box]]:
    """Groups of cells that share corners."""
    by_corner: dict[tuple[float, float], list[int]] = defaultdict(list)
    for number, (x0, y0, x1, y1) in enumerate(cells):
        for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1)):
            by_corner[corner].append(number)
    seen: set[int] = set()
    groups = []
    for number in range(len(cells)):
        if number in seen:
            continue
        seen.add(number)
        waiting, group = [number], []
        while waiting:
            cell = waiting.pop()
            group.append(cells[cell])
            x0, y0, x1, y1 = cells[cell]
            for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1)):
                for other in by_corner[corner]:
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        groups.append(group)
    return groups


def _grid(cells: list[Box]) -> Grid:
    xs = sorted({cell[0] for cell in cells})
    ys = sorted({cell[1] for cell in cells})
    places = {(cell[1], cell[0]): cell for cell in cells}
    return Grid(
        box=(
            xs[0],
            ys[0],
            max(cell[2] for cell in cells),
            max(cell[3] for cell in cells),
        ),
        xs=tuple(xs),
        ys=tuple(ys),
        cells=tuple(tuple(places.get((y, x)) for x in xs) for y in ys),
    )
