"""Refusals undone: what one letter will not say stands in another public answer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crawlers.force import forces
from index.plain import said
from mosaic.doubt import NO, YES
from mosaic.evidence import passage
from mosaic.families import WINDOW
from mosaic.finding import Finding, FindingKind
from mosaic.position import Position
from mosaic.table import bodies, name_of, names_of
from mosaic.total import Total, territorial, total_of

_KINDS: dict[str | None, FindingKind] = {"ncnd": "ncnd-undone", "withheld": "withheld-undone"}

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
    """Refusals that other public answers to the same question go round.

    They are three: an answer of the same force in another letter, its own or a joint one, within
    half a year (later, things may have changed: see :mod:`mosaic.changes`); an answer of another
    force that names it as sharing what is asked about; and a national count that, less the public
    answers, leaves nothing open. Refusals to confirm or deny are looked at, and what is withheld;
    a refusal on cost hides nothing. What a force gives on one day and withholds on another is a
    change, what a joint letter gives is of its forces together (see :mod:`mosaic.remainder`): of
    what is withheld only a letter of the same day counts. A finding says where the answer stands,
    not that it is right.

    Args:
        rows: The matrix of one round robin.
    """
    by_question: dict[str, list[Position]] = {}
    for row in rows:
        if row.question is not None and row.asked and row.force and row.response:
            by_question.setdefault(row.question, []).append(row)
    return [finding for cells in by_question.values() for finding in _of_question(cells)]


def _of_question(cells: Sequence[Position]) -> Iterator[Finding]:
    if not any(cell.position in _KINDS for cell in cells):
        return
    plain = [cell for cell in cells if cell.position in YES | NO]
    totals = [total for cell in cells if cell.force in bodies() if (total := total_of(cell))]
    yes = {cell.force for cell in plain if cell.force and cell.position in YES} - bodies()
    no = {cell.force for cell in plain if cell.force and cell.position in NO} - bodies()
    settling = [total for total in totals if len(totals) == 1 and total.settles(yes, no)]
    shared = [(one, sentence) for one in plain for sentence in _sharing(one)]
    own_of: dict[str | None, list[Position]] = defaultdict(list)
    for one in plain:
        own_of[one.force].append(one)
    settled: dict[str | None, list[Position]] = {}
    for cell in cells:
        if cell.position not in _KINDS or cell.force is None:
            continue
        own = next((one for one in own_of[cell.force] if _says_it(one, cell)), None)
        other = next((one for one, words in shared if _names(one, words, cell.force)), None)
        if own is not None:
            yield _finding([cell], own, _own(cell, own))
        elif other is not None:
            yield _finding([cell], other, _other(cell, other))
        elif settling and cell.force in territorial() - yes - no:
            settled.setdefault(cell.response, []).append(cell)
    for held in settled.values():
        yield _finding(held, settling[0].source, _count(held, settling[0], yes, no))


def _says_it(one: Position, cell: Position) -> bool:
    """Whether an answer of the same force is of the same time and says what a letter does not."""
    if not near(one, cell):
        return False
    if cell.position == "ncnd":
        return True
    alone = set(one.joint) <= {cell.force, *cell.joint}
    whole = one.position == "disclosed" and not one.exemptions and alone
    return one.responded == cell.responded and (whole or one.position in ("confirmed", "denied"))


def near(one: Position, other: Position) -> bool:
    """Whether two letters are so near in time that the same is meant."""
    if one.response == other.response or not one.responded or not other.responded:
        return False
    days = date.fromisoformat(one.responded) - date.fromisoformat(other.responded)
    return abs(days.days) <= WINDOW


def _sharing(cell: Position) -> Iterator[str]:
    """The sentences of an answer that say that what is asked about is shared."""
    if cell.position in YES and cell.evidence:
        for sentence in re.split(r"(?<=[.;!?])\s+", cell.evidence):
            if _SHARED.search(sentence) and not _NOTHING_SAID.search(sentence):
                yield sentence


def _names(cell: Position, sentence: str, force: str) -> bool:
    """Whether such a sentence names a force that does not give the letter."""
    if force in (cell.force, *cell.joint):
        return False
    name = rf"\b{re.escape(forces()[force].name)}\b"
    return re.search(name, sentence, re.IGNORECASE) is not None


def _own(cell: Position, own: Position) -> str:
    whose = "a joint letter" if own.joint and not cell.joint else "another letter"
    return (
        f"{said(cell.position)} ({cell.responded}); {whose} of {name_of(cell.force)} says:"
        f" {said(own.position, partial_ncnd=own.partial_ncnd)} ({own.responded})"
    )


def _other(cell: Position, other: Position) -> str:
    return (
        f"{_will_not(cell, name_of(cell.force))}; the answer of {name_of(other.force)}"
        f" to the same question ({other.responded or 'undated'}) names it as sharing what is asked"
        " about. Whether that is right, and means the same, is for a person to read"
    )


def _count(cells: Sequence[Position], total: Total, yes: set[str], no: set[str]) -> str:
    who = names_of(cell.force for cell in cells if cell.force)
    return f"{_will_not(cells[0], who, many=len(cells) > 1)}; {total.less(yes, no)}"


def _will_not(cell: Position, who: str, *, many: bool = False) -> str:
    if cell.position == "ncnd":
        return f"{who} neither confirm{'' if many else 's'} nor den{'y' if many else 'ies'}"
    return f"{who} withhold{'' if many else 's'} it"


def _finding(cells: Sequence[Position], answer: Position, message: str) -> Finding:
    cell = cells[0]
    return Finding(
        kind=_KINDS[cell.position],
        robin=cell.robin,
        question=cell.question,
        text=cell.text,
        forces=tuple(one.force for one in cells if one.force),
        before=cell.position,
        after=answer.position,
        evidence=(passage(cell), passage(answer)),
        message=message,
    )
