"""Learn the positions: ``python -m nlp.training.opinion [FOLDER_OF_LETTERS...]``.

Without folders, from all sets under ``tests/golden/``, and from letters composed of the answers
in ``answers.txt`` and of the passages in ``tests/golden/snippets``. Networks (``nlp.network``)
read each letter as the reading ties its statements to its questions. A sign that stands in few
letters is left out.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nlp.evaluate import GOLDEN, sets
from nlp.grounds import Grounds, signs_of_statement
from nlp.opinion import Judge, save
from nlp.positions import Positions
from nlp.read import annotated
from nlp.training.network import Lesson, rounded, trained
from nlp.training.snippets import (
    Answered,
    Letter,
    Prose,
    answers,
    framed,
    laid_out,
    prose,
    sentences,
    short_letters,
)
from nlp.training.train import letters_of

NETWORKS = 3
LEAST = 3
"""Letters in which a sign stands that counts."""
ROUNDS = 3
"""Letters in which each composed answer stands beside others."""
OF_ANSWER, OF_PROSE, OF_LETTER = 0.2, 0.5, 2.0
"""How much letters of composed answers, composed replies and short letters count."""
YES_NO = (
    "Does the force use such a system?", "Has any officer been disciplined for misuse of it?",
    "Is there a policy on its use?", "Do you share the data with any other body?",
)  # fmt: skip
OPEN = (
    "Please provide a copy of the policy.", "How many incidents were recorded in each year?",
    "What are the names of the systems?", "Please list the dates and places of all uses.",
    "What has been spent on it since 2019?", "Who supplied the equipment?",
)  # fmt: skip
TARGET = Path(__file__).parent.parent / "vocabulary" / "positions.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a letter is judged from, with the position of each question that is known.

    Attributes:
        right: By the id of the question.
        count: How much the letter counts.
    """

    grounds: Grounds
    right: Mapping[str, str]
    count: float


def marked(letters: Iterable[Path]) -> list[Example]:
    """Marked letters."""
    found = []
    for path in letters:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        right = {answer["question"]: answer["position"] for answer in truth["positions"]}
        found += example(path.read_text(encoding="utf-8"), right)
    return found


def in_parts() -> list[Example]:
    """The letters of ``tests/golden/parts``, of which nothing but the positions is marked."""
    folder = GOLDEN / "parts"
    positions = json.loads((folder / "positions.json").read_text(encoding="utf-8"))
    return [
        one
        for name, right in positions.items()
        for one in example((folder / f"{name}.txt").read_text(encoding="utf-8"), right)
    ]


def of_letters(composed: Iterable[Letter]) -> list[Example]:
    """Short letters of forms that are easily misread."""
    return [made for one in composed for made in example(one.letter, one.positions, OF_LETTER)]


def phrases() -> Iterator[Answered]:
    """Answers that are easily misread, and those of ``answers.txt`` to questions of their kind."""
    yield from sentences()
    lines = (Path(__file__).parent / "answers.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        name, words = line.split(": ", 1)
        position = "disclosed" if name in ("same", "gives") else name
        asked = YES_NO if position in ("confirmed", "denied") else OPEN
        if name != "same":
            yield Answered(question=asked[number % len(asked)], answer=words, position=position)


def of_answers(composed: Iterable[Answered]) -> list[Example]:
    """Composed questions and answers, each alone and in letters with some of the others."""
    pool = list(composed)
    found = []
    for one in pool:
        found += example(framed(one.question, one.answer), {"1": one.position}, OF_ANSWER)
    for letter, positions in laid_out(pool, ROUNDS):
        found += _in_order(letter, positions, OF_ANSWER)
    return found


def of_prose(composed: Iterable[Prose]) -> list[Example]:
    """Composed answers to several questions."""
    return [
        made
        for one in composed
        for made in _in_order(
            one.letter, [one.positions[n] for n in sorted(one.positions)], OF_PROSE
        )
    ]


def _in_order(letter: str, positions: Sequence[str], count: float) -> list[Example]:
    """A letter, if as many questions are found in it as have positions."""
    return [
        replace(made, right=dict(zip(made.grounds.ids, positions, strict=True)))
        for made in example(letter, {}, count)
        if len(made.grounds.ids) == len(positions)
    ]


def example(text: str, right: Mapping[str, str], count: float = 1.0) -> list[Example]:
    """What a letter is judged from; nothing, if no question or answer is found in it."""
    doc = annotated(text, before="foi_positions")
    if not doc._.questions:
        return []
    grounds = Positions().grounds(doc)
    return [Example(grounds=grounds, right=right, count=count)] if grounds.found else []


def learn(letters: Sequence[Path]) -> Judge:
    """Networks learned from marked letters, and from all that was composed."""
    return fit([
        *marked(letters), *in_parts(), *of_letters(short_letters()),
        *of_answers([*phrases(), *answers()]), *of_prose(prose()),
    ])  # fmt: skip


def fit(examples: Sequence[Example], networks: int = NETWORKS) -> Judge:
    """Networks learned from examples."""
    often: Counter[str] = Counter()
    for one in examples:
        often.update({
            *one.grounds.letter,
            *(sign for signs in one.grounds.asks for sign in signs),
            *(sign for s in one.grounds.found for sign in signs_of_statement(s)),
        })  # fmt: skip
    signs = sorted(sign for sign, letters in often.items() if letters >= LEAST)
    positions = sorted({position for one in examples for position in one.right.values()})
    judge = Judge(positions, signs, ())
    lessons = [
        Lesson(
            seen=judge.seen(one.grounds),
            grounds=one.grounds,
            right=np.array([
                positions.index(one.right[i]) if i in one.right else -1 for i in one.grounds.ids
            ]),
            count=one.count,
        )
        for one in examples
    ]  # fmt: skip
    learned = [
        rounded(trained(lessons, len(signs), len(positions), seed)) for seed in range(networks)
    ]
    return Judge(positions, signs, learned)


def main() -> None:
    """Learn from the sets of gold letters, and write the weights."""
    letters = letters_of([Path(folder) for folder in sys.argv[1:]] or sets())
    learned = learn(letters)
    with TARGET.open("wb") as target:
        save(learned, target)
    sys.stdout.write(f"{len(letters)} letters, {len(learned.signs)} signs: {TARGET}\n")


if __name__ == "__main__":
    main()
