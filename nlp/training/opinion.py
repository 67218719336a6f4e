"""Learn the positions: ``python -m nlp.training.opinion [FOLDER_OF_LETTERS...]``.

Without folders, from all sets under ``tests/golden/``, and from letters composed of the answers
in ``answers.txt`` and of the questions and answers in ``tests/golden/snippets``. For each position
a linear support vector machine (scikit-learn) tells it from the others, from the signs of the
questions as the reading ties statements to them. A sign that stands in one letter only is left
out.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from nlp.evaluate import GOLDEN, sets
from nlp.opinion import Judge, all_signs
from nlp.positions import Positions
from nlp.questions import STEMS
from nlp.read import annotated
from nlp.training.machines import fitted
from nlp.training.snippets import Answered, answers, framed
from nlp.training.train import letters_of

STRENGTH = 0.05
"""How much fitting the letters counts against small weights."""
OF_SNIPPET = 0.2
"""How much a question and its answer alone count beside those of a letter."""
FRAME = (
    "Kent Police\n\nDear Sir\n\nYou asked:\n\n1. How many officers are trained?\n2. {asked}\n"
    "3. What did the course cost?\n\nOur response:\n\n1. 214 officers.\n\n2. {answer}\n\n"
    "3. £4,112.\n\nYou may ask for an internal review within 40 working days.\n"
)
YES_NO = (
    "Does the force use such a system?", "Has any officer been disciplined for misuse of it?",
    "Is there a policy on its use?", "Do you share the data with any other body?",
)  # fmt: skip
OPEN = (
    "Please provide a copy of the policy.", "How many incidents were recorded in each year?",
    "What are the names of the systems?", "Please list the dates and places of all uses.",
    "What has been spent on it since 2019?", "Who supplied the equipment?",
)  # fmt: skip
TARGET = Path(__file__).parent.parent / "vocabulary" / "positions.json"
Example = tuple[dict[str, float], str]


def marked(path: Path) -> list[Example]:
    """The questions of a marked letter."""
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    right = {answer["question"]: answer["position"] for answer in truth["positions"]}
    return examples(path.read_text(encoding="utf-8"), right)


def in_parts() -> list[list[Example]]:
    """The letters of ``tests/golden/parts``, of which nothing but the positions is marked."""
    folder = GOLDEN / "parts"
    positions = json.loads((folder / "positions.json").read_text(encoding="utf-8"))
    return [
        examples((folder / f"{name}.txt").read_text(encoding="utf-8"), right)
        for name, right in positions.items()
    ]


def composed() -> list[list[Example]]:
    """The question of each composed letter whose answer says all that is to be said of it."""
    lines = (Path(__file__).parent / "answers.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        name, words = line.split(": ", 1)
        position = "disclosed" if name in ("same", "gives") else name
        asked = YES_NO if position in ("confirmed", "denied") else OPEN
        text = FRAME.format(asked=asked[number % len(asked)], answer=words)
        found.append(examples(text, {"2": position}))
    return found


def snippets(composed: Iterable[Answered]) -> list[list[Example]]:
    """The composed questions and answers, each as the only one and as one of three."""
    found = []
    for one in composed:
        alone, among = (
            framed(one.question, one.answer),
            FRAME.format(asked=one.question, answer=one.answer),
        )
        found += [examples(alone, {"1": one.position}), examples(among, {"2": one.position})]
    return found


def examples(text: str, right: Mapping[str, str]) -> list[Example]:
    """The signs and the position of each question whose position is known."""
    doc = annotated(text, before="foi_positions")
    if not doc._.questions:
        return []
    _, grounds = Positions().grounds(doc)
    stems = doc.user_data.get(STEMS, {})
    return [
        (all_signs(q, stems.get(q.id, ""), grounds), right[q.id])
        for q in doc._.questions
        if q.id in right
    ]


def learn(letters: Sequence[Path]) -> Judge:
    """Weights learned from marked letters."""
    return fit([*map(marked, letters), *in_parts(), *composed()], snippets(answers()))


def fit(whole: Sequence[Sequence[Example]], alone: Sequence[Sequence[Example]] = ()) -> Judge:
    """Weights learned from the questions of whole letters, and from snippets alone."""
    counts = [1.0] * len(whole) + [OF_SNIPPET] * len(alone)
    names, machine = fitted([*whole, *alone], STRENGTH, counts)
    weights = machine.coef_.T.round(3).tolist()
    return Judge(
        list(map(str, machine.classes_)),
        dict(zip(names, weights, strict=True)),
        machine.intercept_.round(3).tolist(),
    )


def main() -> None:
    """Learn from the sets of gold letters, and write the weights."""
    letters = letters_of([Path(folder) for folder in sys.argv[1:]] or sets())
    learned = learn(letters)
    data = {
        "positions": learned.positions,
        "bias": learned.bias.tolist(),
        "signs": learned.signs,
    }
    TARGET.write_text(json.dumps(data), encoding="utf-8")
    sys.stdout.write(f"{len(letters)} letters, {len(learned.signs)} signs: {TARGET}\n")


if __name__ == "__main__":
    main()
