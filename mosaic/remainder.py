"""Figures withheld that others give away: what is left of a total less all the others."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collection.collection import Collection
from index.plain import said
from mosaic.evidence import passage
from mosaic.figure import Figure
from mosaic.figures import figures
from mosaic.finding import Finding
from mosaic.position import Position
from mosaic.table import bodies, name_of, names_of
from mosaic.total import territorial
from mosaic.undone import near
from nlp.collected import Collected

_OF_ALL = re.compile(
    r"\bthe\s+43\s+(?:territorial\s+|police\s+|Home\s+Office\s+)*forces\b", re.IGNORECASE
)
_TOTAL = re.compile(
    r"\b(?:totals?|totall?ed|between\s+them|together|combined|altogether)\b", re.IGNORECASE
)
_GIVING = frozenset({"disclosed", "partly-disclosed"})
_MANY = 4
"""Forces that are no longer named in a sentence; their passages are with it."""
_Key = tuple[str | None, ...]
"""What figures have in common that count the same: question, series, unit, time, kind of year."""


@dataclass(frozen=True, slots=True)
class _Known:
    """One figure, of one force or of several together, and the cell that gives it."""

    forces: frozenset[str]
    value: int | float
    cell: Position


def remainders(
    collection: Collection,
    letters: Iterable[Collected],
    rows: Iterable[Position],
    *,
    personal_data: bool = False,
) -> list[Finding]:
    """What a force withholds and other public figures leave for it alone.

    They are two: a joint letter that gives the figure of the force apart from that of its
    partners; and a figure of several forces together (in a joint letter, or a total of all 43 of
    England and Wales by a national body) of which every other one has its own figure out. The
    figures must count the same, by unit and time, in letters of half a year; one that is about, or
    below, something takes nothing off. Which figures they are is said, and what is left is worked
    out only for the operator.

    Args:
        collection: Where the letters are from.
        letters: Of one round robin.
        rows: Their matrix.
        personal_data: For the operator.
    """
    held = [row for row in rows if row.question is not None and row.asked and row.force]
    wide = [
        row for row in held if row.position in _GIVING and (row.joint or row.force in bodies())
    ]
    open_ = [
        (cell, sources)
        for cell in (held if wide else ())
        if cell.position == "withheld" and not cell.joint
        if (sources := [one for one in wide if _speaks_of(one, cell)])
    ]
    if not open_:
        return []
    robin = open_[0][0].robin
    taking = {
        one.response
        for cell, sources in open_
        for one in held
        if one.question == cell.question and any(one.force in _scope(source) for source in sources)
    }
    taking |= {source.response for _, sources in open_ for source in sources}
    only = {id_ for id_ in taking if id_}
    counted = figures(collection, letters, robin=robin, only=only, personal_data=personal_data)
    cells: dict[tuple[str | None, ...], Position] = {
        (row.question, row.response, row.force): row for row in held
    }
    known: dict[str | None, dict[_Key, list[_Known]]] = defaultdict(dict)
    for key, one in _known(counted, cells):
        known[key[0]].setdefault(key, []).append(one)
    return [
        finding
        for cell, sources in open_
        for finding in _given_away(cell, sources, known[cell.question], personal_data)
    ]


def _speaks_of(one: Position, cell: Position) -> bool:
    """Whether an answer gives what is of a withholding force and of others together."""
    if one.question != cell.question or not near(one, cell):
        return False
    return cell.force in one.joint if one.joint else bool(_scope(one))


def _scope(cell: Position) -> frozenset[str]:
    """The forces that the figures of a cell are of."""
    if cell.force in bodies():
        words = cell.evidence or ""
        whole = _OF_ALL.search(words) and _TOTAL.search(words)
        return territorial() if whole else frozenset()
    return frozenset(cell.joint or filter(None, (cell.force,)))


def _known(
    counted: Iterable[Figure], cells: Mapping[tuple[str | None, ...], Position]
) -> Iterator[tuple[_Key, _Known]]:
    """The plain figures, each once: that of a joint letter is of its forces together."""
    letters: dict[tuple[_Key, str], list[Figure]] = defaultdict(list)
    for one in counted:
        if one.question and one.force and one.value is not None and not (one.about or one.part):
            counts: _Key = (
                one.question, one.series, one.unit, one.period, one.basis, one.grain,
            )  # fmt: skip
            letters[counts, one.response].append(one)
    for (key, response), held in letters.items():
        # A joint figure stands under each of its forces, from one place of the letter.
        under: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for one in held:
            under[one.place].add(one.force or "")
        values: dict[frozenset[str], set[int | float]] = defaultdict(set)
        for one in held:
            values[frozenset(under[one.place])].add(one.value or 0)
        cell = cells.get((held[0].question, response, held[0].force))
        for slugs, (value, *more) in values.items():
            # A letter with two such figures has none: one of them counts something else.
            if cell is not None and not more:
                yield key, _Known(slugs if cell.joint else _scope(cell), value, cell)


def _given_away(
    cell: Position,
    sources: Sequence[Position],
    known: Mapping[_Key, Sequence[_Known]],
    personal_data: bool,
) -> Iterator[Finding]:
    assert cell.force is not None
    for source in {one.response: one for one in sources}.values():
        left: dict[_Key, tuple[int | float, tuple[_Known, ...]]] = {}
        for key, values in known.items():
            whole = [one for one in values if one.cell.response == source.response]
            # A sentence may name a force and mean all; where each has its own, it does not.
            apart = all(any(one.forces == {slug} for one in whole) for slug in source.joint)
            for one in whole:
                if one.forces == {cell.force}:
                    if apart:
                        left[key] = (one.value, ())
                elif cell.force in one.forces:
                    others = _covering(one.forces - {cell.force}, cell, values)
                    rest = one.value - sum(other.value for other in others or ())
                    if others and rest >= 0:
                        left[key] = (rest, others)
        if left:
            yield _finding(cell, source, left, personal_data)


def _covering(
    wanted: frozenset[str], cell: Position, values: Iterable[_Known]
) -> tuple[_Known, ...] | None:
    """Figures that are of all these forces, of each once; ``None`` where one has none."""
    found: list[_Known] = []
    open_ = set(wanted)
    for one in sorted(values, key=lambda one: (len(one.forces), one.cell.response or "")):
        if one.forces <= open_ and near(one.cell, cell):
            found.append(one)
            open_ -= one.forces
    return None if open_ else tuple(found)


def _finding(
    cell: Position,
    source: Position,
    left: Mapping[_Key, tuple[int | float, tuple[_Known, ...]]],
    personal_data: bool,
) -> Finding:
    others = {
        one.cell.response: one.cell for _, taken in left.values() for one in taken
    }  # fmt: skip
    giver = names_of(source.joint or filter(None, (source.force,)))
    told = f"the letter of {giver} ({source.responded}) gives"
    if others:
        own = sorted({slug for _, taken in left.values() for one in taken for slug in one.forces})
        who = names_of(own) if len(own) < _MANY else f"{len(own)} other forces"
        told += (
            f" a figure of them together, and {who} {'has' if len(own) == 1 else 'have'} given"
            f" {'its' if len(own) == 1 else 'their'} own: if they count the same, what is left is"
            f" that of {name_of(cell.force)}"
        )
    else:
        told += f" the figure of {name_of(cell.force)} apart"
    times = [str(key[3]) for key in left if key[3]]
    when = f" (for {', '.join(sorted(times))})" if times else ""
    worked = "; ".join(f"{rest:g}" for rest, _ in left.values())
    return Finding(
        kind="withheld-undone",
        robin=cell.robin,
        question=cell.question,
        text=cell.text,
        forces=(cell.force,) if cell.force else (),
        before=cell.position,
        after=source.position,
        evidence=(passage(cell), passage(source), *map(passage, others.values())),
        message=(
            f"{said(cell.position)} ({cell.responded}); {told}{when}"
            + (f" = {worked}" if personal_data else "")
        ),
    )
