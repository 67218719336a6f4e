"""Doubt: of which forces, after each public letter, an outsider still cannot say what holds.

A refusal to confirm or deny hides an answer among those of the forces that refuse alike. Each
plain answer of another force makes that crowd smaller. This module counts the crowd, question by
question and letter by letter, from public answers alone; and it counts it where one letter alone
refuses what all others answer. It never says what a force in it would have answered: a refusal is
neither a yes nor a no, and no number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mosaic.evidence import Passage, passage
from mosaic.position import ANSWERS, REFUSES, Position
from mosaic.table import bodies, names_of
from mosaic.total import Total, total_of

YES = frozenset({"confirmed", "disclosed", "partly-disclosed"})
NO = frozenset({"denied", "not-held", "not-applicable"})

LEAST = 2
"""Other letters that must agree before one stands out from them; the finding says how many do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What one letter leaves of the doubt about one question.

    The forces counted are those with a letter on the question, whenever it came: of the others
    nothing shows whether they were asked. National bodies are no forces and are not counted.

    Attributes:
        question: Its id among the questions side by side; ``text`` its words.
        forces: Those that give the letter.
        position: What the letter says to the question.
        counted: How many forces have a letter on the question.
        before: How many of them were in doubt before the letter.
        after: How many are in doubt after it.
        left: How many are in doubt after the last letter of all.
        yes: Those with a public yes, or with the information given, after the letter.
        no: Those with a public no, or that hold no such information, after the letter.
        silent: Those in doubt that neither confirm nor deny.
        refusing: Those in doubt that refuse on other grounds: an exemption, cost, vexation.
        other: Those in doubt whose letter, if it has come, does not answer, and those whose letter
            comes later.
        beyond: Those with a public answer that confirm or deny nothing beyond it.
        derivation: The subtraction in words.
        inference: What the public answers let an outsider say, and what they do not.
        cells: The passages that carry the count: of the public answers, then of the refusals.
    """

    robin: str | None
    question: str
    text: str | None
    response: str | None
    forces: tuple[str, ...]
    responded: str | None
    position: str | None
    counted: int
    before: int
    after: int
    left: int
    yes: tuple[str, ...]
    no: tuple[str, ...]
    silent: tuple[str, ...]
    refusing: tuple[str, ...]
    other: tuple[str, ...]
    beyond: tuple[str, ...]
    derivation: str
    inference: str
    cells: tuple[Passage, ...]

    def contract(self) -> dict[str, Any]:
        """The count as the command line prints it."""
        plain = {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}
        return plain | {"cells": [asdict(cell) for cell in self.cells]}


def doubts(rows: Iterable[Position]) -> list[Doubt]:
    """The doubt before and after each letter, for the questions that a force will not answer.

    Two kinds of questions are looked at: those to which at least one letter neither confirms nor
    denies and at least one gives a public answer, and those to which one letter alone refuses what
    all others answer. Elsewhere no answer of one force says anything of another. A joint letter
    answers for each of its forces. A force that once answered stays answered.

    Args:
        rows: The matrix of one round robin.

    Returns:
        By question, then by day; letters without a day come last.
    """
    by_question: dict[str, list[Position]] = {}
    for row in rows:
        if row.question is not None and row.asked and row.force and row.response:
            by_question.setdefault(row.question, []).append(row)
    return [doubt for cells in by_question.values() for doubt in _of_question(cells)]


def _of_question(cells: Sequence[Position]) -> Iterator[Doubt]:
    own = [cell for cell in cells if cell.force not in bodies()]
    if not (_hides(own) or _alone(own)):
        return
    everyone = sorted({cell.force for cell in own if cell.force})
    letters: dict[str, list[Position]] = {}
    for cell in sorted(cells, key=lambda c: (c.responded or "9999", c.response or "", c.force)):
        letters.setdefault(cell.response or "", []).append(cell)
    left = len(everyone) - len({cell.force for cell in own if cell.position in YES | NO})
    told: dict[str, Position] = {}
    refused: dict[str, Position] = {}
    total: Total | None = None
    shown: dict[int, Passage] = {}
    for letter in letters.values():
        before = len(everyone) - len(told)
        for cell in letter:
            if cell.force in bodies():
                total = total_of(cell) or total
            elif cell.position in YES | NO:
                told.setdefault(cell.force or "", cell)
            elif cell.position == "ncnd":
                refused[cell.force or ""] = cell
            elif cell.position in REFUSES:
                refused.setdefault(cell.force or "", cell)
        # Most cells stand behind the count of every later letter too: their passages are kept.
        for cell in letter:
            shown[id(cell)] = passage(cell)
        yield _doubt(letter, everyone, told, refused, shown, before, left, total)


def _hides(cells: Sequence[Position]) -> bool:
    """Whether a refusal to confirm or deny stands beside a public answer."""
    silent = any(cell.position == "ncnd" for cell in cells)
    return silent and any(cell.position in YES | NO for cell in cells)


def _alone(cells: Sequence[Position]) -> bool:
    """Whether one letter refuses what all others, and enough of them, answer."""
    refusing = None
    for cell in cells:
        if cell.position in REFUSES:
            if refusing not in (None, cell.response):
                return False
            refusing = cell.response
    answering = {cell.response for cell in cells if cell.position in ANSWERS}
    return refusing is not None and len(answering) >= LEAST


def _doubt(
    letter: Sequence[Position],
    everyone: Sequence[str],
    told: dict[str, Position],
    refused: dict[str, Position],
    shown: Mapping[int, Passage],
    before: int,
    left: int,
    total: Total | None,
) -> Doubt:
    first = letter[0]
    yes: list[str] = []
    no: list[str] = []
    beyond: list[str] = []
    in_part = 0
    open_: dict[str, Position | None] = {}
    for slug in everyone:
        if cell := told.get(slug):
            (yes if cell.position in YES else no).append(slug)
            in_part += cell.position == "partly-disclosed"
            if cell.partial_ncnd:
                beyond.append(slug)
        else:
            open_[slug] = refused.get(slug)
    silent = tuple(slug for slug, cell in open_.items() if cell and cell.position == "ncnd")
    refusing = tuple(slug for slug, cell in open_.items() if cell and cell.position != "ncnd")
    other = tuple(slug for slug, cell in open_.items() if cell is None)
    said = [*told.values(), *filter(None, open_.values())]
    assert first.question is not None
    return Doubt(
        robin=first.robin,
        question=first.question,
        text=first.text,
        response=first.response,
        forces=tuple(cell.force for cell in letter if cell.force),
        responded=first.responded,
        position=first.position,
        counted=len(everyone),
        before=before,
        after=len(open_),
        left=left,
        yes=tuple(yes),
        no=tuple(no),
        silent=silent,
        refusing=refusing,
        other=other,
        beyond=tuple(beyond),
        derivation=_derivation(
            counted=len(everyone), yes=len(yes), in_part=in_part, no=len(no), silent=len(silent),
            refusing=len(refusing), other=len(other), beyond=len(beyond),
        ),
        inference=" ".join(
            [_inference(open_, refused), *([total.less(yes, no)] if total else [])]
        ),
        cells=tuple({cell.response: shown[id(cell)] for cell in said}.values()),
    )  # fmt: skip


def _derivation(
    *, counted: int, yes: int, in_part: int, no: int, silent: int, refusing: int, other: int,
    beyond: int,
) -> str:  # fmt: skip
    parts = [
        f"{many} {words}"
        for many, words in (
            (silent, "that neither confirm nor deny"),
            (refusing, "that refuse it on other grounds" if silent else "that refuse it"),
            (other, "with no answer so far"),
        )
        if many
    ]
    told = f" ({', '.join(parts)})" if parts else ""
    given = f" ({in_part} of them in part)" if in_part else ""
    more = f"; {beyond} with a public answer say nothing beyond it" if beyond else ""
    return (
        f"{counted} forces with a letter on the question"
        f" - {yes} that say yes or give it{given} - {no} that say no or hold none"
        f" = {silent + refusing + other} in doubt{told}{more}"
    )


def _inference(left: Mapping[str, Position | None], refused: Mapping[str, Position]) -> str:
    """What follows of the forces in doubt, each with its refusal where that has come."""
    if not refused:
        return "No letter so far refuses an answer."
    if not left:
        return "All have a public answer: who refused has it in another letter, or a joint one."
    letters = {cell and cell.response for cell in left.values()}
    if None not in letters and len(letters) == 1:
        its = "its" if len(left) == 1 else "their"
        said = f"All but {names_of(left)} have answered, so {its} refusal stands alone. "
        if any(cell and cell.position == "ncnd" for cell in left.values()):
            return f"{said}It is no answer: neither a yes nor a no follows from it."
        return f"{said}It is no answer: how many others gave theirs does not say what it would be."
    if not any(cell and cell.position == "ncnd" for cell in left.values()):
        return (
            f"{len(left)} forces are without a public answer; what it would be does not follow"
            " from how many others gave theirs."
        )
    return (
        f"What the refusals hide is among {len(left)} forces; for which of them the answer is yes,"
        " and whether for any, does not follow."
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
