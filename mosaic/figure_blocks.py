"""Figures as people read them: a block a question, unit and kind of year, a line a force."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.plain import POSITIONS
from mosaic.figure import Figure
from mosaic.table import names_of

WHOLE, UNDATED, TOTAL = "(all)", "no time named", "total"

_OTHERS = {
    "month": "by month", "quarter": "by quarter", "span": "by other spans", None: "without a time",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Line:
    """What one letter of one force gives for one series.

    Attributes:
        cells: The figures of each period as printed; several where a letter prints several.
    """

    series: str | None
    force: str | None
    response: str
    responded: str | None
    cells: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)

    def cell(self, period: str) -> str | None:
        """What stands under a period; ``None`` where the letter has nothing there."""
        return " / ".join(self.cells[period]) if period in self.cells else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Figures that may stand side by side.

    Attributes:
        counts: By which years, or by what: "by financial year", "by month", "without a time".
    """

    question: str | None
    text: str | None
    unit: str | None
    counts: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def shared(self) -> bool:
        """Whether several forces give one of its series, or all of the question."""
        return any(len(forces) > 1 for forces in self._forces.values()) or None in self._forces

    @property
    def _forces(self) -> dict[str | None, set[str | None]]:
        found: dict[str | None, set[str | None]] = defaultdict(set)
        for line in self.lines:
            found[line.series].add(line.force)
        return found

    def several(self) -> list[Line]:
        """The lines of the whole, and of series that several forces give."""
        forces = self._forces
        return [line for line in self.lines if not line.series or len(forces[line.series]) > 1]


def counted_by(one: Figure) -> str:
    """The kind of year or other time that a figure is counted by, in words."""
    if one.grain == "year" and one.basis:
        return f"by {one.basis} year"
    if one.grain == "quarter" and one.basis:
        return f"by quarter of the {one.basis} year"
    return _OTHERS[one.grain]


def blocks(figures: Iterable[Figure]) -> list[Block]:
    """Figures block by block, in their order; answers without a figure stand in the first."""
    grouped: dict[tuple[str | None, str | None, str], list[Figure]] = {}
    silent: dict[str | None, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.state in ("no-figure", "rows", "unread"):
            silent[one.question].append(one)
        else:
            grouped.setdefault((one.question, one.unit, counted_by(one)), []).append(one)
    for question, others in silent.items():
        key = next(
            (key for key in grouped if key[0] == question), (question, None, "without a time")
        )
        grouped.setdefault(key, []).extend(others)
    return [
        Block(
            question=question,
            text=held[0].text,
            unit=unit,
            counts=counts,
            periods=tuple(_periods(held)),
            lines=tuple(_lines(held)),
        )
        for (question, unit, counts), held in grouped.items()
    ]


def shown(one: Figure) -> str:
    """A figure as it stands in a cell, with its unit; where it is no number, what it is."""
    if one.state == "blank":
        return "(blank)"
    if one.state == "no-figure":
        return f"({POSITIONS[one.position].short if one.position else 'not read'})"
    if one.state == "unread":
        return "(not read)"
    printed = one.printed or ""
    unit = one.unit or ""
    if one.value is None or not unit or any(sign in printed for sign in unit):
        return printed
    return f"{unit}{printed}" if unit[0] in "£€$" else f"{printed} {unit}"


def _periods(figures: Sequence[Figure]) -> Iterator[str]:
    """The columns of a block: its periods in order of time, then what has none."""
    dated = {
        one.period: (one.start or "9999", one.period) for one in figures if one.period is not None
    }
    yield from sorted(dated, key=lambda period: dated[period])
    own = {_column(one) for one in figures if one.period is None}
    yield from (name for name in (UNDATED, TOTAL) if name in own)


def _column(one: Figure) -> str:
    if one.period is not None:
        return one.period
    return TOTAL if one.total else UNDATED


def _lines(figures: Sequence[Figure]) -> Iterator[Line]:
    """A line a series, force and letter; the whole first, then series in their order."""
    lines: dict[tuple[str | None, str | None, str], Line] = {}
    together: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for one in figures:
        if one.force and one.joint and one.state != "no-figure":
            together[one.place].add(one.force)
    for one in figures:
        key = (one.series, one.force, one.response)
        line = lines.setdefault(
            key,
            Line(series=one.series, force=one.force, response=one.response,
                 responded=one.responded),
        )  # fmt: skip
        cell = shown(one)
        if cell not in line.cells[_column(one)]:
            line.cells[_column(one)].append(cell)
        if one.adds_up is False:
            line.notes.append(f"the parts of {cell} do not make it")
        giving = together.get(one.place, set())
        joint = f"one figure of {names_of(sorted(giving))} together" if len(giving) > 1 else ""
        for note in (joint, *(one.message or "").split("; ")):
            if note and note not in line.notes:
                line.notes.append(note)
    order = {series: at for at, series in enumerate(dict.fromkeys(key[0] for key in lines))}
    yield from sorted(
        lines.values(), key=lambda line: (line.series is not None, order[line.series])
    )


def caption(figures: Sequence[Figure]) -> str:
    """How many letters and forces stand behind the figures, and what is in none of them.

    A joint figure counts once.
    """
    numbers = [one for one in figures if one.value is not None]
    many = len({(one.place, None if one.joint else one.force) for one in numbers})
    letters = {one.response for one in figures}
    giving = {one.response for one in numbers}
    slugs = {one.force for one in numbers if one.force}
    kinds = sorted({one.basis for one in numbers if one.basis and one.grain == "year"})
    said = f"{many} figures of {len(slugs)} forces in {len(giving)} of {len(letters)} letters"
    if len(kinds) > 1:
        said += (
            "; some count by financial year and some by calendar year: these are not one column"
        )
    unplaced = sum(one.question is None for one in figures)
    if unplaced:
        said += f"; of {unplaced} it was not read which question they answer"
    return f"{said}. Totals stand as printed and are not to be added to their parts."
