"""Learn which topics a letter has beside its main one: ``python -m nlp.training.companions``.

From all sets under ``tests/golden/``, or from the folders that are named. A logistic regression,
fitted by Newton's method with an L2 penalty. It says first how well the topics are known of
letters that were not learned from: in ten parts, those of one request together.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlp.companions import Evidence, companions
from nlp.evaluate import sets
from nlp.read import annotated
from nlp.scoring import Score
from nlp.topics import Topics, main_topic
from nlp.training.train import folds, letters_of

PENALTY, OF_TOPIC, OF_PAIR = 0.1, 1.0, 0.2
"""Against large weights: of what any topic may have, of one topic, and of two together."""
STEPS, PARTS = 15, 10
LEAST = 0.02
"""A weight that is smaller decides nothing and is not kept."""
TARGET = Path(__file__).parent.parent / "vocabulary" / "companions.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One letter: what it has for its topics, the main one as it is read, and the true ones."""

    evidence: Evidence
    main: str
    topics: frozenset[str]


def lesson(path: Path) -> Lesson | None:
    """What is to be learned from a letter; ``None`` where nothing speaks for any topic."""
    doc = annotated(path.read_text(encoding="utf-8"), before="foi_topics")
    evidence, tally = Topics().weigh(doc)
    main = main_topic(evidence.points, tally.asking)
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    if main is None:
        return None
    return Lesson(evidence=evidence, main=main, topics=frozenset(truth["topics"]))


def fit(lessons: Sequence[Lesson]) -> dict[str, float]:
    """Weights of the signs by which the true companions are told from the others."""
    rows = [
        (signs, topic in one.topics)
        for one in lessons
        for topic, signs in one.evidence.signs(one.main)
    ]
    index = {sign: at for at, sign in enumerate(sorted({s for signs, _ in rows for s in signs}))}
    table = np.zeros((len(rows), len(index)))
    for row, (signs, _) in zip(table, rows, strict=True):
        for sign, strength in signs.items():
            row[index[sign]] = strength
    true = np.array([float(right) for _, right in rows])
    topics = {topic for one in lessons for topic, _ in one.evidence.signs(one.main)}
    penalty = np.array(
        [OF_PAIR if "+" in sign else OF_TOPIC if sign in topics else PENALTY for sign in index]
    )
    weights = np.zeros(len(index))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (likely - true) + penalty * weights
        curve = (table.T * (likely * (1 - likely))) @ table + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return {s: round(float(weights[at]), 3) for s, at in index.items() if abs(weights[at]) > LEAST}


def learn(letters: Sequence[Path]) -> dict[str, float]:
    """Weights learned from these letters."""
    return fit([one for path in letters if (one := lesson(path))])


def main() -> None:
    """Measure, learn from all letters, and write the weights."""
    letters = letters_of([Path(folder) for folder in sys.argv[1:]] or sets())
    known = {path: one for path in letters if (one := lesson(path))}
    score = Score()
    for left_out in folds(letters, PARTS):
        weights = fit([one for path, one in known.items() if path not in left_out])
        for one in (known[path] for path in left_out if path in known):
            found = {one.main, *companions(one.evidence, one.main, weights)}
            right = len(found & one.topics)
            score += Score(right=right, extra=len(found) - right, missed=len(one.topics) - right)
    sys.stdout.write(f"not learned from: F1 {score.value:.3f}\n")
    learned = fit(list(known.values()))
    TARGET.write_text(json.dumps(learned, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(known)} letters, {len(learned)} signs: {TARGET}\n")


if __name__ == "__main__":
    main()
