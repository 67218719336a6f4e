"""A finding: something that several letters show and none shows alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from mosaic.doubt import Doubt
from mosaic.evidence import Passage

FindingKind = Literal[
    "changed", "withdrawn", "stands-out", "ncnd-undone", "inconsistent", "other-years"
]
"""``changed``: the same force and nearly the same question, a later letter, another position.

``withdrawn``: a page that answered is gone, or now refuses what it gave.
``stands-out``: of all letters on one question, one alone answers, refuses, confirms or denies.
``ncnd-undone``: what a force neither confirms nor denies stands in another public answer.
``inconsistent``: one letter says two things that do not go together.
``other-years``: asked by financial year and answered by calendar year, or the other way round.
"""

ANSWERS = frozenset({"confirmed", "denied", "disclosed", "partly-disclosed", "not-held"})
GIVES = ANSWERS - {"not-held", "denied"}
"""Positions that give something."""
REFUSES = frozenset({"withheld", "ncnd", "cost", "vexatious"})


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
        doubt: Of a stand-out on a question that some force neither confirms nor denies: what its
            letter leaves of the doubt, and from which public answers.
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
    doubt: Doubt | None = None
    message: str

    def contract(self) -> dict[str, Any]:
        """The finding as the command line prints it."""
        return asdict(self) | {
            "evidence": [asdict(passage) for passage in self.evidence],
            "doubt": self.doubt.contract() if self.doubt else None,
        }


def said(position: str | None, *, partial_ncnd: bool = False) -> str:
    """A position in a sentence."""
    return f"{position or 'unclear'}{', and NCND beyond that' if partial_ncnd else ''}"
