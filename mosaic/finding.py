"""A finding: something that several letters show and none shows alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from mosaic.position import Position

FindingKind = Literal["changed", "withdrawn", "stands-out"]
"""``changed``: the same force and nearly the same question, a later letter, another position.

``withdrawn``: a page that answered is gone, or now refuses what it gave.
``stands-out``: of all letters on one question, one alone answers, refuses, confirms or denies.
"""

ANSWERS = frozenset({"confirmed", "denied", "disclosed", "partly-disclosed", "not-held"})
REFUSES = frozenset({"withheld", "ncnd", "cost", "vexatious"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What carries a finding: one answer of one letter."""

    response: str | None
    responded: str | None
    position: str | None
    partial_ncnd: bool
    evidence: str | None
    page: int | None
    url: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding.

    Attributes:
        robin: Id of the round robin that the later letter is in.
        question: Its id in that letter; for a stand-out, among the questions side by side;
            ``None`` for a page that is gone as a whole.
        text: Its words.
        before: The position before; of a stand-out, the position that most others take.
        after: The position now; ``None`` where the page is gone.
        evidence: The passages, the earlier first; of a stand-out, its own.
        others: Of a stand-out: how many letters take each position, its own among them.
        message: The finding in a sentence.
    """

    kind: FindingKind
    robin: str | None
    question: str | None
    text: str | None
    force: str | None
    before: str | None
    after: str | None
    evidence: tuple[Passage, ...]
    others: Mapping[str, int] = field(default_factory=dict)
    message: str

    def contract(self) -> dict[str, Any]:
        """The finding as the command line prints it."""
        return asdict(self) | {"evidence": [asdict(passage) for passage in self.evidence]}


def passage(row: Position) -> Passage:
    """What carries a cell of the matrix."""
    return Passage(**{name: getattr(row, name) for name in Passage.__dataclass_fields__})


def said(position: str | None, *, partial_ncnd: bool = False) -> str:
    """A position in a sentence."""
    return f"{position or 'unclear'}{', and NCND beyond that' if partial_ncnd else ''}"
