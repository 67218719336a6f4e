"""How composed passages are read that nothing was learned from: ``python -m nlp.training.unseen``.

Each file of ``tests/golden/snippets`` is divided into parts; each part is read with weights
learned from the letters and from the other parts. The openings and the replies are never learned
from, and are read with the weights that are kept. The figures are written beside the sets; ``make
accuracy`` puts them in its report.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from nlp.evaluate import PASSAGES, sets
from nlp.matching import Matching
from nlp.pipeline import reading_pipeline
from nlp.provision import on_one_path
from nlp.read import read
from nlp.standing import Standing
from nlp.training import match, opinion, standing
from nlp.training.snippets import (
    Answered,
    Opening,
    Prose,
    Reliance,
    answers,
    framed,
    openings,
    procedures,
    prose,
    reliance,
    replies,
    short_letters,
)
from nlp.training.train import letters_of

PARTS = 5
Tally = Counter[str]
Measured = Iterator[tuple[str, Tally]]
"""Figures with their names."""
One = TypeVar("One")
Told = Iterator[tuple[str, bool]]
"""Of what is asked of a passage, and whether that is read right, each."""


def main() -> int:
    """Measure, print and write."""
    found: dict[str, Tally] = {}
    for measure in MEASURES:
        for name, tally in measure():
            found[name] = tally
            sys.stdout.write(f"{name}: {dict(tally)}\n")
    data = {name: dict(sorted(tally.items())) for name, tally in found.items()}
    PASSAGES.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 0


def tallied(told: Iterable[tuple[str, bool]]) -> tuple[Tally, Tally]:
    """How often each of what is asked is read right, and how often it is asked."""
    right, every = Counter[str](), Counter[str]()
    for what, so in told:
        every[what] += 1
        right[what] += so
    return right, every


def answered(one: Answered) -> Told:
    """The position of an answer."""
    (answer,) = read(framed(one.question, one.answer)).positions
    yield "position", answer.position == one.position


def relied(one: Reliance) -> Told:
    """Each exemption that is relied on or only named."""
    listed = read(one.letter).exemptions
    for what, ids in (("relied on", one.relied), ("only named", one.rejected)):
        for id_ in ids:
            found = [item.engaged for item in listed if on_one_path(item.id, id_)]
            yield what, bool(found) and any(found) == (what == "relied on")


def decided(one: Reliance) -> Told:
    """The procedural provisions of a passage, all together."""
    found = {item.id for item in read(one.letter).procedural}
    yield "procedural", found == set(one.procedural)


def placed(one: Prose) -> Told:
    """The position on each question, where the answers name none."""
    found = [answer.position for answer in read(one.letter).positions]
    marked = [one.positions[number] for number in sorted(one.positions)]
    for at, position in enumerate(marked):
        yield "position", len(found) == len(marked) and found[at] == position


def opened(one: Opening) -> Told:
    """Forces, reference and dates of the opening of a letter."""
    found = read(one.letter)
    yield "forces", tuple(sorted(found.forces)) == one.forces
    yield "reference", found.reference == one.reference
    yield "received", found.received == one.received
    yield "responded", found.responded == one.responded


def _left_out(
    weights: str,
    every: Sequence[Reliance],
    learned: Callable[[Sequence[Reliance]], Standing],
    compared: Callable[[Reliance], Told],
) -> Tally:
    """Each passage read with weights of the provisions that are learned from the others."""
    tally = Tally()
    component = reading_pipeline().get_pipe("foi_provisions")
    kept = getattr(component, weights)
    for part in range(PARTS):
        setattr(component, weights, learned(_others(every, part)))
        tally += _summed(every[part::PARTS], compared)
    setattr(component, weights, kept)
    return tally


def _others(every: Sequence[One], part: int) -> list[One]:
    """All but those of a part. Every fifth goes together, so that each author is in all parts."""
    return [one for at, one in enumerate(every) if at % PARTS != part]


def _summed(passages: Iterable[One], compared: Callable[[One], Told]) -> Tally:
    right, every = tallied(told for one in passages for told in compared(one))
    return Counter({"all": every.total(), "right": right.total()})


def _positions() -> Measured:
    """Answers to one question, and to several in running prose: the same weights read both."""
    letters = letters_of(sets())
    short = opinion.of_letters(short_letters())
    whole = [*opinion.marked(letters), *opinion.in_parts(), *short]
    alone, running = list(answers()), list(prose())
    of_alone, of_running = Tally(), Tally()
    component: Any = reading_pipeline().get_pipe("foi_positions")
    kept = component.judge, component.weights
    for part in range(PARTS):
        told = _others(running, part)
        component.judge = opinion.fit(
            [
                *whole,
                *opinion.of_answers([*opinion.phrases(), *_others(alone, part)]),
                *opinion.of_prose(told),
            ]
        )
        component.weights = Matching(kept[1].apart, match.learn_running(letters, told))
        of_alone += _summed(alone[part::PARTS], answered)
        of_running += _summed(running[part::PARTS], placed)
        component.judge, component.weights = kept
    yield "positions of one answer", of_alone
    yield "positions in running prose", of_running


def _replies() -> Measured:
    yield "positions in running prose, nothing learned", _summed(replies(), placed)


def _provisions() -> Measured:
    of_exemptions, of_procedure = standing.marked(letters_of(sets()))

    def relying(others: Sequence[Reliance]) -> Standing:
        composed = standing.of_reliance(others)
        return standing.fit([*of_exemptions, *composed], standing.OF_EXEMPTIONS)

    def deciding(others: Sequence[Reliance]) -> Standing:
        composed = standing.of_procedures(others)
        return standing.fit([*of_procedure, *composed], standing.OF_PROCEDURE)

    of_reliance = _left_out("weights", list(reliance()), relying, relied)
    yield "exemptions relied on or only named", of_reliance
    of_procedures = _left_out("deciding", list(procedures()), deciding, decided)
    yield "procedural provisions, all of a passage", of_procedures


def _openings() -> Measured:
    yield (
        "forces, reference and dates of an opening, nothing learned",
        _summed(openings(), opened),
    )


MEASURES = (_positions, _replies, _provisions, _openings)


if __name__ == "__main__":
    sys.exit(main())
