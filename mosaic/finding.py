"""A finding: something that several letters show and none shows alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from mosaic.doubt import Doubt
from mosaic.evidence import Passage

FindingKind = Literal[
    "changed", "withdrawn", "stands-out", "ncnd-undone", "withheld-undone", "inconsistent",
    "other-years",
]  # fmt: skip
"""``changed``: the same force and nearly the same question, a later letter, another position.

``withdrawn``: a page that answered is gone, or now refuses what it gave.
``stands-out``: of all letters on one question, one alone answers, refuses, confirms or denies.
``ncnd-undone``: what a force neither confirms nor denies stands in another public answer.
``withheld-undone``: what a force withholds stands in other public answers, or follows from them.
``inconsistent``: one letter says two things that do not go together.
``other-years``: asked by financial year and answered by calendar year, or the other way round.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding.

    Attributes:
        robin: Id of the round robin that the later letter is in.
        question: Its id in that letter; for a stand-out, among the questions side by side;
            ``None`` for a page that is gone as a whole.
        text: Its words.
        forces: All that give the letter: a joint one is said once. None where it names nobody.
        before: The position before; of a stand-out, the position that most others take.
        after: The position now; ``None`` where the page is gone.
        evidence: The passages, the earlier first; of a stand-out, its own.
        others: Of a stand-out: how many letters take each position, its own among them.
        doubt: Of a stand-out on a question that a force neither confirms nor denies, or that its
            letter alone refuses: what the letter leaves of the doubt, and from which answers.
        message: The finding in a sentence.
    """

    kind: FindingKind
    robin: str | None
    question: str | None
    text: str | None
    forces: tuple[str, ...]
    before: str | None
    after: str | None
    evidence: tuple[Passage, ...]
    others: Mapping[str, int] = field(default_factory=dict)
    doubt: Doubt | None = None
    message: str

    @property
    def force(self) -> str | None:
        """The force, of a joint letter its first."""
        return self.forces[0] if self.forces else None

    def contract(self) -> dict[str, Any]:
        """The finding as the command line prints it."""
        made = asdict(self) | {
            "forces": list(self.forces),
            "evidence": [asdict(passage) for passage in self.evidence],
            "doubt": self.doubt.contract() if self.doubt else None,
        }
        return {name: self.force if name == "force" else made[name] for name in COLUMNS}


COLUMNS = tuple(
    column
    for name in Finding.__dataclass_fields__
    for column in (("force", name) if name == "forces" else (name,))
)
"""Keys of a finding as the command line prints it: ``force`` stands before ``forces``."""
