"""NCND undone: what one letter neither confirms nor denies stands in another public answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crawlers.force import forces
from mosaic.doubt import NO, YES
from mosaic.evidence import passage
from mosaic.families import WINDOW
from mosaic.finding import Finding, said
from mosaic.position import Position
from mosaic.table import name_of
from mosaic.total import Total, territorial, total_of

_SHARED = re.compile(
    r"\b(?:shared?|jointly|joint|borrow\w*|hired?|lent|loan\w*|leas\w+|together|on\s+behalf\s+of"
    r"|collaborat\w+|provided\s+by|supplied\s+by)\b",
    re.IGNORECASE,
)
_NOTHING_SAID = re.compile(
    r"\b(?:no|not|never|neither|nor|none|cannot|if|whether|may|might|would|could|contact|redirect\w*"
    r"|apply|ask\w*|enquir\w*|request\w*|publish\w*|website)\b",
    re.IGNORECASE,
)


def undone(rows: Iterable[Position]) -> list[Finding]:
    """Refusals to confirm or deny that other public answers to the same question go round.

    They are three: an answer of the same force in another letter, its own or a joint one, within
    half a year (later, things may have changed: see :mod:`mosaic.changes`); an answer of another
    force that names it as sharing what is asked about; and a national count that, less the public
    answers, leaves nothing open. A finding says where the answer stands, not that it is right.

    Args:
        rows: The matrix of one round robin.
    """
    by_question: dict[str, list[Position]] = {}
    for row in rows:
        if row.question is not None and row.asked and row.force and row.response:
            by_question.setdefault(row.question, []).append(row)
    return [finding for cells in by_question.values() for finding in _of_question(cells)]


def _of_question(cells: Sequence[Position]) -> Iterator[Finding]:
    plain = [cell for cell in cells if cell.position in YES | NO]
    bodies = {slug for slug, force in forces().items() if force.kind == "national-body"}
    totals = [total for cell in cells if cell.force in bodies if (total := total_of(cell))]
    yes = {cell.force for cell in plain if cell.force and cell.position in YES} - bodies
    no = {cell.force for cell in plain if cell.force and cell.position in NO} - bodies
    settling = [total for total in totals if len(totals) == 1 and total.settles(yes, no)]
    for cell in cells:
        if cell.position != "ncnd" or cell.force is None:
            continue
        own = next((one for one in plain if one.force == cell.force and _near(one, cell)), None)
        other = next((one for one in plain if _names(one, cell.force)), None)
        if own is not None:
            yield _finding(cell, own, _own(cell, own))
        elif other is not None:
            yield _finding(cell, other, _other(cell, other))
        elif settling and cell.force in territorial() - yes - no:
            yield _finding(cell, settling[0].source, _count(cell, settling[0], yes, no))


def _near(one: Position, other: Position) -> bool:
    """Whether two letters are so near in time that the same is meant."""
    if one.response == other.response or not one.responded or not other.responded:
        return False
    days = date.fromisoformat(one.responded) - date.fromisoformat(other.responded)
    return abs(days.days) <= WINDOW


def _names(cell: Position, force: str) -> bool:
    """Whether an answer says that what is asked about is shared with a force."""
    if cell.position not in YES or force in (cell.force, *cell.joint) or not cell.evidence:
        return False
    name = re.compile(rf"\b{re.escape(forces()[force].name)}\b", re.IGNORECASE)
    return any(
        name.search(sentence) and _SHARED.search(sentence) and not _NOTHING_SAID.search(sentence)
        for sentence in re.split(r"(?<=[.;!?])\s+", cell.evidence)
    )


def _own(cell: Position, own: Position) -> str:
    whose = "a joint letter" if own.joint and not cell.joint else "another letter"
    return (
        f"neither confirmed nor denied ({cell.responded}); {whose} of {name_of(cell.force)} says:"
        f" {said(own.position, partial_ncnd=own.partial_ncnd)} ({own.responded})"
    )


def _other(cell: Position, other: Position) -> str:
    return (
        f"{name_of(cell.force)} neither confirms nor denies; the answer of {name_of(other.force)}"
        f" to the same question ({other.responded or 'undated'}) names it as sharing what is asked"
        " about. Whether that is right, and means the same, is for a person to read"
    )


def _count(cell: Position, total: Total, yes: set[str], no: set[str]) -> str:
    return f"{name_of(cell.force)} neither confirms nor denies; {total.less(yes, no)}"


def _finding(cell: Position, answer: Position, message: str) -> Finding:
    return Finding(
        kind="ncnd-undone",
        robin=cell.robin,
        question=cell.question,
        text=cell.text,
        force=cell.force,
        before=cell.position,
        after=answer.position,
        evidence=(passage(cell), passage(answer)),
        message=message,
    )
