"""How composed passages are read that nothing was learned from: ``python -m nlp.training.unseen``.

Each file of ``tests/golden/snippets`` is divided into parts; each part is read with weights
learned from the letters and from the other parts. The openings and the replies are never learned
from, and are read with the weights that are kept. The figures are written beside the sets; ``make
accuracy`` puts them in its report.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from nlp.evaluate import PASSAGES, sets
from nlp.matching import Matching
from nlp.pipeline import reading_pipeline
from nlp.provision import on_one_path
from nlp.read import read
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


def main() -> int:
    """Measure, print and write."""
    found: dict[str, Tally] = {}
    for name, measure in MEASURES.items():
        found[name] = measure()
        sys.stdout.write(f"{name}: {dict(found[name])}\n")
    data = {name: dict(sorted(tally.items())) for name, tally in found.items()}
    PASSAGES.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 0


def _in_parts(every: Sequence[One]) -> Iterator[tuple[list[One], list[One]]]:
    """Each part, and the others together: every fifth passage, so that each author is in all."""
    for part in range(PARTS):
        yield (
            [one for at, one in enumerate(every) if at % PARTS == part],
            [one for at, one in enumerate(every) if at % PARTS != part],
        )


def _answers() -> Tally:
    letters = [
        *map(opinion.marked, letters_of(sets())), *opinion.in_parts(), *opinion.composed()
    ]  # fmt: skip
    tally: Tally = Counter()
    component = reading_pipeline().get_pipe("foi_positions")
    kept = component.judge  # type: ignore[attr-defined]  # our own component
    for part, others in _in_parts(list(answers())):
        learned = opinion.fit(letters, opinion.snippets(others))
        component.judge = learned  # type: ignore[attr-defined]  # our own component
        for one in part:
            tally.update(_answered(one))
    component.judge = kept  # type: ignore[attr-defined]  # our own component
    return tally


def _answered(one: Answered) -> Iterator[str]:
    (answer,) = read(framed(one.question, one.answer)).positions
    yield "all"
    if answer.position == one.position:
        yield "right"


def _exemptions() -> Tally:
    letters, _ = standing.marked(letters_of(sets()))
    tally: Tally = Counter()
    component = reading_pipeline().get_pipe("foi_provisions")
    kept = component.weights  # type: ignore[attr-defined]  # our own component
    for part, others in _in_parts(list(reliance())):
        examples = [*letters, *standing.of_reliance(others)]
        learned = standing.fit(examples, standing.OF_EXEMPTIONS)
        component.weights = learned  # type: ignore[attr-defined]  # our own component
        for one in part:
            tally.update(_relied(one))
    component.weights = kept  # type: ignore[attr-defined]  # our own component
    return tally


def _relied(one: Reliance) -> Iterator[str]:
    listed = read(one.letter).exemptions
    for relied, ids in ((True, one.relied), (False, one.rejected)):
        for id_ in ids:
            found = [item.engaged for item in listed if on_one_path(item.id, id_)]
            yield "all"
            if found and any(found) == relied:
                yield "right"


def _procedures() -> Tally:
    _, letters = standing.marked(letters_of(sets()))
    tally: Tally = Counter()
    component = reading_pipeline().get_pipe("foi_provisions")
    kept = component.deciding  # type: ignore[attr-defined]  # our own component
    for part, others in _in_parts(list(procedures())):
        examples = [*letters, *standing.of_procedures(others)]
        learned = standing.fit(examples, standing.OF_PROCEDURE)
        component.deciding = learned  # type: ignore[attr-defined]  # our own component
        for one in part:
            same = {item.id for item in read(one.letter).procedural} == set(one.procedural)
            tally.update(["all", "right"] if same else ["all"])
    component.deciding = kept  # type: ignore[attr-defined]  # our own component
    return tally


def _prose() -> Tally:
    letters = letters_of(sets())
    tally: Tally = Counter()
    component = reading_pipeline().get_pipe("foi_positions")
    kept = component.weights  # type: ignore[attr-defined]  # our own component
    for part, others in _in_parts(list(prose())):
        learned = Matching(kept.apart, match.learn_running(letters, others))
        component.weights = learned  # type: ignore[attr-defined]  # our own component
        for one in part:
            tally.update(_placed(one))
    component.weights = kept  # type: ignore[attr-defined]  # our own component
    return tally


def _placed(one: Prose) -> Iterator[str]:
    found = [answer.position for answer in read(one.letter).positions]
    marked = [one.positions[number] for number in sorted(one.positions)]
    for at, position in enumerate(marked):
        yield "all"
        if len(found) == len(marked) and found[at] == position:
            yield "right"


def _replies() -> Tally:
    return Counter(what for one in replies() for what in _placed(one))


def _openings() -> Tally:
    return Counter(what for one in openings() for what in _told(one))


def _told(one: Opening) -> Iterator[str]:
    found = read(one.letter)
    pairs = (
        (tuple(sorted(found.forces)), one.forces), (found.reference, one.reference),
        (found.received, one.received), (found.responded, one.responded),
    )  # fmt: skip
    for ours, marked in pairs:
        yield "all"
        if ours == marked:
            yield "right"


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
