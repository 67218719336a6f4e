"""Doubt: of which forces, after each public letter, an outsider still cannot say what holds.

A refusal to confirm or deny hides an answer among those of the forces that refuse alike. Each
plain answer of another force makes that crowd smaller. This module counts the crowd, question by
question and letter by letter, from public answers alone. It never says what a force in it would
have answered: a refusal to confirm or deny is neither a yes nor a no.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from crawlers.force import forces
from mosaic.evidence import Passage, passage
from mosaic.position import Position
from mosaic.table import name_of
from mosaic.total import Total, total_of

YES = frozenset({"confirmed", "disclosed", "partly-disclosed"})
NO = frozenset({"denied", "not-held", "not-applicable"})


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
        other: Those in doubt whose letter, if it has come, refuses on other grounds or does not
            answer, and those whose letter comes later.
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

    Only questions to which at least one letter neither confirms nor denies and at least one gives
    a public answer are looked at: elsewhere no answer of one force says anything of another. A
    joint letter answers for each of its forces. A force that once answered stays answered.

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
    bodies = {slug for slug, force in forces().items() if force.kind == "national-body"}
    own = [cell for cell in cells if cell.force not in bodies]
    silent = any(cell.position == "ncnd" for cell in own)
    if not silent or not any(cell.position in YES | NO for cell in own):
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
            if cell.force in bodies:
                total = total_of(cell) or total
            elif cell.position in YES | NO:
                told.setdefault(cell.force or "", cell)
            elif cell.position == "ncnd":
                refused.setdefault(cell.force or "", cell)
        # Most cells stand behind the count of every later letter too: their passages are kept.
        for cell in letter:
            shown[id(cell)] = passage(cell)
        yield _doubt(letter, everyone, told, refused, shown, before, left, total)


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
    yes = tuple(slug for slug in everyone if slug in told and told[slug].position in YES)
    no = tuple(slug for slug in everyone if slug in told and told[slug].position in NO)
    silent = tuple(slug for slug in everyone if slug not in told and slug in refused)
    other = tuple(slug for slug in everyone if slug not in told and slug not in refused)
    beyond = tuple(slug for slug in everyone if slug in told and told[slug].partial_ncnd)
    carrying = [*told.values(), *(refused[slug] for slug in silent)]
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
        after=len(silent) + len(other),
        left=left,
        yes=yes,
        no=no,
        silent=silent,
        other=other,
        beyond=beyond,
        derivation=_derivation(everyone, yes, no, silent, other, beyond),
        inference=" ".join([_inference(silent, other), *([total.less(yes, no)] if total else [])]),
        cells=tuple({cell.response: shown[id(cell)] for cell in carrying}.values()),
    )


def _derivation(
    everyone: Sequence[str],
    yes: Sequence[str],
    no: Sequence[str],
    silent: Sequence[str],
    other: Sequence[str],
    beyond: Sequence[str],
) -> str:
    left = len(silent) + len(other)
    parts = f"{len(silent)} that neither confirm nor deny"
    if other:
        parts += f", {len(other)} with no answer so far"
    more = f"; {len(beyond)} with a public answer say nothing beyond it" if beyond else ""
    return (
        f"{len(everyone)} forces with a letter on the question"
        f" - {len(yes)} that say yes or give it - {len(no)} that say no or hold none"
        f" = {left} in doubt ({parts}){more}"
    )


def _inference(silent: Sequence[str], other: Sequence[str]) -> str:
    if not silent:
        return "No letter so far refuses to confirm or deny."
    if len(silent) == 1 and not other:
        return (
            f"All but {name_of(silent[0])} have answered, so its refusal stands alone."
            " It is no answer: neither a yes nor a no follows from it."
        )
    return (
        f"What the refusals hide is among {len(silent) + len(other)} forces; for which of them the"
        " answer is yes, and whether for any, does not follow."
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
