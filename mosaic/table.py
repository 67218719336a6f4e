"""The cells of a matrix as a table: a line a letter and force, a column a question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from crawlers.force import forces
from mosaic.position import Position


@dataclass(slots=True)
class Line:
    """One force in one letter; a force that answered twice has two lines.

    Attributes:
        force: Slug; ``None`` for a letter that names nobody.
        response: ``None`` where the force has no letter.
        cells: By the id of the question; that of a letter in which no question could be read is
            under ``None``.
    """

    force: str | None
    response: str | None
    responded: str | None
    cells: dict[str | None, Position] = field(default_factory=dict)

    @property
    def relies_on(self) -> list[str]:
        """The provisions of its answers, in their order."""
        found = [id_ for cell in self.cells.values() for id_ in cell.exemptions]
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A matrix as people read it.

    Attributes:
        questions: The words of each question by its id, in the order of the matrix.
        lines: Of the forces with a letter, in the registry's order, the earlier letter first. What
            is known of a force on requests that it has no letter on stands in its first line.
        absent: The cells of the forces without any letter, by force.
    """

    questions: Mapping[str, str]
    lines: Sequence[Line]
    absent: Mapping[str, Sequence[Position]]

    @property
    def letters(self) -> int:
        """How many letters there are; a joint one counts once."""
        return len({line.response for line in self.lines})

    @property
    def forces(self) -> int:
        """How many forces have a letter; national bodies are none."""
        return len({line.force for line in self.lines if line.force} - bodies())

    def caption(self) -> str:
        """The denominators in a sentence."""
        joint = {row.response for line in self.lines for row in line.cells.values() if row.joint}
        days = sorted(line.responded for line in self.lines if line.responded)
        dated = f", answered {days[0]} to {days[-1]}" if days else ""
        others = {line.force for line in self.lines if line.force} & bodies()
        also = f" An answer has also: {', '.join(map(name_of, sorted(others)))}." if others else ""
        return (
            f"{_many(self.letters, 'letter')}{dated}; {len(joint)} of them joint."
            f" {self.forces} of {len(forces().keys() - bodies())} forces have an answer here;"
            f" {len(self.absent)} have none.{also}"
        )


def table(rows: Iterable[Position]) -> Table:
    """Turn the rows of :func:`mosaic.matrix.matrix` into a table."""
    held = list(rows)
    questions = {
        row.question: row.text or ""
        for row in sorted(held, key=lambda row: row.order or 0)
        if row.question is not None
    }
    lines: dict[tuple[str | None, str | None], Line] = {}
    first: dict[str | None, Line] = {}
    letters = sorted(
        (row for row in held if not row.absent), key=lambda row: row.responded or "9999"
    )
    for row in letters:
        line = lines.setdefault(
            (row.force, row.response), Line(row.force, row.response, row.responded)
        )
        line.cells[row.question] = row
        first.setdefault(row.force, line)
    absent: dict[str, list[Position]] = {}
    for row in held:
        if row.absent and row.force in first:
            first[row.force].cells[row.question] = row
        elif row.absent and row.force:
            absent.setdefault(row.force, []).append(row)
    order = {question: at for at, question in enumerate(questions)}
    for line in lines.values():
        line.cells = dict(
            sorted(line.cells.items(), key=lambda cell: order.get(cell[0] or "", -1))
        )
    rank = {row.force: at for at, row in reversed(list(enumerate(held)))}
    return Table(
        questions=questions,
        lines=sorted(lines.values(), key=lambda line: rank[line.force]),
        absent=absent,
    )


def request_of_question(question: str) -> str:
    """The letter of the request that a question belongs to, ``A`` for the first.

    >>> request_of_question("2a"), request_of_question("B1")
    ('A', 'B')
    """
    found = re.match(r"[A-Z]+", question)
    return found[0] if found else "A"


def name_of(force: str | None) -> str:
    """What a force is called; a letter that names nobody says so."""
    if force is None:
        return "nobody named"
    return forces()[force].name if force in forces() else force


def names_of(slugs: Iterable[str]) -> str:
    """Several forces in a sentence; of none, as a letter that names nobody.

    >>> names_of(["kent", "essex", "surrey"]), names_of(["kent"])
    ('Kent Police, Essex Police and Surrey Police', 'Kent Police')
    """
    names = [*map(name_of, slugs)] or [name_of(None)]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def cut(text: str, length: int) -> str:
    """A text that fits; where it is cut, it says so.

    >>> cut("How many drones does the force own?", 20)
    'How many drones …'
    """
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


@cache
def bodies() -> frozenset[str]:
    """The authorities in the registry that are no forces."""
    return frozenset(slug for slug, force in forces().items() if force.kind == "national-body")
