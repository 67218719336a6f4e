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
from typing import TypeVar

from nlp.evaluate import PASSAGES, sets
from nlp.matching import Matching, matcher
from nlp.opinion import Judge
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
)
from nlp.training.train import letters_of

PARTS = 5
Tally = Counter[str]
One = TypeVar("One")
Told = Iterator[tuple[str, bool]]
"""Of what is asked of a passage, and whether that is read right, each."""


def main() -> int:
    """Measure, print and write."""
    found: dict[str, Tally] = {}
    for name, measure in MEASURES.items():
        found[name] = measure()
        sys.stdout.write(f"{name}: {dict(found[name])}\n")
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
    pipe: str,
    weights: str,
    passages: Iterable[One],
    learned: Callable[[Sequence[One]], object],
    compared: Callable[[One], Told],
) -> Tally:
    """Each passage read with weights of a component that are learned from the others.

    Every fifth passage is left out together, so that each author is in all parts.
    """
    every, tally = list(passages), Counter[str]()
    component = reading_pipeline().get_pipe(pipe)
    kept = getattr(component, weights)
    for part in range(PARTS):
        others = [one for at, one in enumerate(every) if at % PARTS != part]
        setattr(component, weights, learned(others))
        tally += _summed(every[part::PARTS], compared)
    setattr(component, weights, kept)
    return tally


def _summed(passages: Iterable[One], compared: Callable[[One], Told]) -> Tally:
    right, every = tallied(told for one in passages for told in compared(one))
    return Counter({"all": every.total(), "right": right.total()})


def _answers() -> Tally:
    letters = [
        *map(opinion.marked, letters_of(sets())), *opinion.in_parts(), *opinion.composed()
    ]  # fmt: skip

    def learned(others: Sequence[Answered]) -> Judge:
        return opinion.fit(letters, opinion.snippets(others))

    return _left_out("foi_positions", "judge", answers(), learned, answered)


def _exemptions() -> Tally:
    letters, _ = standing.marked(letters_of(sets()))

    def learned(others: Sequence[Reliance]) -> Standing:
        return standing.fit([*letters, *standing.of_reliance(others)], standing.OF_EXEMPTIONS)

    return _left_out("foi_provisions", "weights", reliance(), learned, relied)


def _procedures() -> Tally:
    _, letters = standing.marked(letters_of(sets()))

    def learned(others: Sequence[Reliance]) -> Standing:
        return standing.fit([*letters, *standing.of_procedures(others)], standing.OF_PROCEDURE)

    return _left_out("foi_provisions", "deciding", procedures(), learned, decided)


def _prose() -> Tally:
    letters = letters_of(sets())

    def learned(others: Sequence[Prose]) -> Matching:
        return Matching(matcher().apart, match.learn_running(letters, others))

    return _left_out("foi_positions", "weights", prose(), learned, placed)


def _replies() -> Tally:
    return _summed(replies(), placed)


def _openings() -> Tally:
    return _summed(openings(), opened)


MEASURES: dict[str, Callable[[], Tally]] = {
    "positions of one answer": _answers,
    "positions in running prose": _prose,
    "positions in running prose, nothing learned": _replies,
    "exemptions relied on or only named": _exemptions,
    "procedural provisions, all of a passage": _procedures,
    "forces, reference and dates of an opening, nothing learned": _openings,
}


if __name__ == "__main__":
    sys.exit(main())
